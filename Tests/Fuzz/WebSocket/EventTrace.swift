import FuzzSupport
import WebSocket

/// What an assembler makes of an input.
struct EventTrace: Equatable {
  private(set) var events: [MessageAssembler.Event] = []
  private(set) var failure: FrameError?

  /// Feeds `input` in pieces, lending the same buffer all the time as a server does.
  init(role: Role, limit: Int, fed input: [UInt8], cut cutting: Cutting) {
    var assembler = MessageAssembler(role: role, messageLimit: limit)
    var buffer: [UInt8] = []
    do throws(FrameError) {
      for range in cutting.pieces(of: input.count) {
        try feed(&assembler, input.span.extracting(range), &buffer)
        try feed(&assembler, [UInt8]().span, &buffer)
      }
    } catch {
      failure = error
      Invariant.holds(error.closeCode.isValidOnWire, "the peer can be told the code")
    }
    for event in events { EventTrace.check(event, limit: limit) }
  }

  private mutating func feed(
    _ assembler: inout MessageAssembler, _ piece: Span<UInt8>, _ buffer: inout [UInt8]
  ) throws(FrameError) {
    var position = 0
    while true {
      let start = position
      let event = try assembler.next(in: piece, at: &position, buffer: &buffer)
      Invariant.holds(position >= start && position <= piece.count, "reading goes forward")
      guard let event else {
        return Invariant.equal(position, piece.count, "more is asked for when nothing is left")
      }
      events.append(event)
      if case .text(let payload) = event { buffer = payload }
      if case .binary(let payload) = event { buffer = payload }
    }
  }

  private static func check(_ event: MessageAssembler.Event, limit: Int) {
    switch event {
    case .text(let payload):
      Invariant.holds(payload.count <= limit, "a message stays within its limit")
      Invariant.holds(String(validating: payload, as: UTF8.self) != nil, "text is UTF-8")
    case .binary(let payload):
      Invariant.holds(payload.count <= limit, "a message stays within its limit")
    case .ping(let payload), .pong(let payload):
      Invariant.holds(payload.count <= 125, "a control frame is short")
    case .close(let code, let reason):
      Invariant.holds(code.isValidOnWire || code == .noStatus, "a close code is a valid one")
      Invariant.holds(reason.utf8.count <= 123, "a reason fits its frame")
    }
  }
}
