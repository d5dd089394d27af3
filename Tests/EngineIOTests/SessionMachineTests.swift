import EngineIO
import Testing

@Suite struct SessionMachineTests {
  @Test func holdsAPollWithNothingToSay() {
    var machine = SessionMachine(transport: .polling)
    #expect(machine.pollReceived(hasPackets: false) == .hold)
    #expect(machine.hasPendingPoll)
    #expect(machine.takePendingPoll() == true)
    #expect(machine.takePendingPoll() == false)
  }

  @Test func answersAPollAtOnceWhenSomethingIsQueued() {
    var machine = SessionMachine(transport: .polling)
    #expect(machine.pollReceived(hasPackets: true) == .answer)
    #expect(!machine.hasPendingPoll)
  }

  @Test func twoPollsAtATimeOverlap() {
    var machine = SessionMachine(transport: .polling)
    _ = machine.pollReceived(hasPackets: false)
    #expect(machine.pollReceived(hasPackets: false) == .overlap)
  }

  @Test func twoPostsAtATimeOverlap() {
    var machine = SessionMachine(transport: .polling)
    #expect(machine.postBegan() == true)
    #expect(machine.postBegan() == false)
  }

  @Test func postsOneAfterAnotherAreFine() {
    var machine = SessionMachine(transport: .polling)
    for _ in 0..<2 {
      #expect(machine.postBegan() == true)
      #expect(machine.postReceived() == true)
    }
  }

  @Test func refusesPollingOnceItHasAWebSocket() {
    var machine = SessionMachine(transport: .webSocket)
    #expect(machine.pollReceived(hasPackets: false) == .refuse)
    #expect(machine.postReceived() == false)
  }

  @Test func pingsAndRests() {
    var machine = SessionMachine(transport: .webSocket)
    #expect(machine.heartbeatElapsed() == .sendPing)
    #expect(machine.packetReceived(.pong) == .restartHeartbeat)
    #expect(machine.heartbeatElapsed() == .sendPing)
    #expect(machine.heartbeatElapsed() == .timeOut)
  }

  @Test func aPongNobodyAskedForDoesNotPutThePingOff() {
    var machine = SessionMachine(transport: .webSocket)
    #expect(machine.packetReceived(.pong) == .ignore)
  }

  @Test(arguments: [
    (PacketType.message, SessionMachine.PacketAction.deliver), (.close, .close), (.noop, .ignore),
    (.ping, .fail), (.open, .fail), (.upgrade, .fail),
  ])
  func knowsWhatClientsSend(type: PacketType, action: SessionMachine.PacketAction) {
    var machine = SessionMachine(transport: .webSocket)
    #expect(machine.packetReceived(type) == action)
  }

  @Test func upgradesAfterProbeAndUpgrade() {
    var machine = SessionMachine(transport: .polling)
    #expect(machine.webSocketOpened() == true)
    #expect(machine.isUpgrading)
    #expect(machine.probePacketReceived(.ping, isProbe: true) == .answerProbe)
    #expect(machine.transport == .polling)
    #expect(machine.pollReceived(hasPackets: false) == .answerNoop)
    #expect(machine.probePacketReceived(.upgrade, isProbe: false) == .finish)
    #expect(machine.transport == .webSocket)
    #expect(!machine.isUpgrading)
  }

  @Test(arguments: [
    (PacketType.upgrade, false), (.ping, false), (.message, false), (.pong, true), (.close, false),
  ])
  func dropsAProbeThatSaysSomethingElse(type: PacketType, isProbe: Bool) {
    var machine = SessionMachine(transport: .polling)
    _ = machine.webSocketOpened()
    #expect(machine.probePacketReceived(type, isProbe: isProbe) == .drop)
    #expect(!machine.isUpgrading)
    #expect(machine.transport == .polling)
  }

  @Test func probesOneWebSocketAtATime() {
    var machine = SessionMachine(transport: .polling)
    _ = machine.webSocketOpened()
    #expect(machine.webSocketOpened() == false)
    machine.probeEnded()
    #expect(machine.webSocketOpened() == true)
  }

  @Test func closesOnceAndDoesNothingAfter() {
    var machine = SessionMachine(transport: .polling)
    #expect(machine.close() == true)
    #expect(machine.close() == false)
    #expect(machine.webSocketOpened() == false)
    #expect(machine.postReceived() == false)
    #expect(machine.pollReceived(hasPackets: true) == .refuse)
    #expect(machine.packetReceived(.message) == .ignore)
    #expect(machine.heartbeatElapsed() == .ignore)
  }
}
