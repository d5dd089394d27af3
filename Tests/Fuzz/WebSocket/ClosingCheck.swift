import FuzzSupport
import WebSocket

/// The closing handshake under any order of events.
struct ClosingCheck {
  private var machine = ClosingMachine()
  private var closeFrames = 0
  private var isOver = false

  /// Plays one event for each byte of `input`.
  static func check(_ input: [UInt8]) {
    var check = ClosingCheck()
    for byte in input.prefix(16) { check.play(byte) }
  }

  private mutating func play(_ byte: UInt8) {
    let couldSend = machine.maySend
    let code = CloseCode(rawValue: 995 + UInt16(byte >> 3))
    switch byte & 7 {
    case 0, 1: take(machine.closeRequested(code))
    case 2, 3: take(machine.closeReceived(code.isValidOnWire ? code : .noStatus))
    case 4, 5: take(machine.failed(.protocolError))
    case 6: take(machine.timedOut())
    default: machine.connectionLost()
    }
    Invariant.holds(couldSend || !machine.maySend, "what began to close does not open again")
    Invariant.holds(!machine.isClosed || !machine.maySend, "nothing is sent once closed")
    Invariant.holds(!isOver || machine.isClosed, "the end is the end")
    isOver = machine.isClosed
  }

  private mutating func take(_ action: ClosingMachine.Action) {
    switch action {
    case .none: return
    case .sendClose(let code), .sendCloseAndEnd(let code):
      closeFrames += 1
      Invariant.equal(closeFrames, 1, "one close frame is sent")
      Invariant.holds(code.isValidOnWire || code == .noStatus, "its code may be sent")
    case .end, .abort:
      Invariant.holds(machine.isClosed, "what is ended is closed")
    }
    Invariant.holds(!isOver, "there is nothing to do once closed")
  }
}
