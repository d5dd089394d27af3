import Testing
import WebSocket

@Suite struct ClosingMachineTests {
  @Test func thePeersCodeIsEchoed() {
    var machine = ClosingMachine()
    #expect(machine.closeReceived(.goingAway) == .sendCloseAndEnd(.goingAway))
    #expect(machine.code == .goingAway)
    #expect(machine.isClosed)
    #expect(!machine.maySend)
  }

  @Test func anEmptyCloseIsEchoedEmpty() {
    var machine = ClosingMachine()
    #expect(machine.closeReceived(.noStatus) == .sendCloseAndEnd(.noStatus))
    #expect(machine.code == .noStatus)
  }

  @Test func ownCloseWaitsForThePeers() {
    var machine = ClosingMachine()
    #expect(machine.closeRequested(.goingAway) == .sendClose(.goingAway))
    #expect(!machine.maySend)
    #expect(!machine.isClosed)
    #expect(machine.code == .abnormal)
    #expect(machine.closeRequested(.normal) == .none)
    #expect(machine.closeReceived(.normal) == .end)
    #expect(machine.code == .normal)
    #expect(machine.timedOut() == .none)
  }

  @Test func aSilentPeerIsCutOff() {
    var machine = ClosingMachine()
    _ = machine.closeRequested(.normal)
    #expect(machine.timedOut() == .abort)
    #expect(machine.code == .abnormal)
  }

  @Test func codesThatMustNotBeSentBecomeNormal() {
    for code in [1006, 1015, 0, 5_000] as [UInt16] {
      var machine = ClosingMachine()
      #expect(machine.closeRequested(CloseCode(rawValue: code)) == .sendClose(.normal))
    }
    var machine = ClosingMachine()
    #expect(machine.closeRequested(.noStatus) == .sendClose(.noStatus))
  }

  @Test func aFailureEndsAtOnce() {
    var machine = ClosingMachine()
    #expect(machine.failed(.protocolError) == .sendCloseAndEnd(.protocolError))
    #expect(machine.code == .protocolError)
    #expect(machine.failed(.invalidPayload) == .none)
    #expect(machine.closeReceived(.normal) == .none)
  }

  @Test func aFailureAfterOwnCloseSendsNoSecondFrame() {
    var machine = ClosingMachine()
    _ = machine.closeRequested(.normal)
    #expect(machine.failed(.protocolError) == .end)
  }

  @Test func aLostConnectionIsAbnormal() {
    var machine = ClosingMachine()
    machine.connectionLost()
    #expect(machine.isClosed)
    #expect(machine.code == .abnormal)
    #expect(machine.closeRequested(.normal) == .none)
  }
}
