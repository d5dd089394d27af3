import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIOServer
import TestSupport
import Testing

/// Clients that do anything at any time: nothing may crash, and nothing may be left when they are gone.
@Suite struct NoiseTests {
  private static let packets = [
    "40/custom,", "41", "41/custom,", #"42["message",1]"#,
    #"423["message-with-ack",{"a":[]}]"#, #"42/custom,["message"]"#, "430[]", "43/custom,1[2]",
    #"451-["message",{"_placeholder":true,"num":0}]"#, #"42["join","r"]"#, #"42["leave","r"]"#,
    #"42["ask"]"#, "3", "6",
  ]

  private static let rareBreaches = [
    "1", "4", "44{}", "abc", "", "42{}", "2", "40", "461-0[]", "5", "2probe", #"42["kick"]"#,
  ]

  @Test(arguments: 0..<40 as Range<UInt64>)
  func leavesNothingBehind(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let fixture = makeFixture(hasRecovery: seed.isMultiple(of: 3))
    var streams: [RecordingStream] = []
    var sids: [String] = []
    for _ in 0..<1_000 {
      switch Int.random(in: 0..<24, using: &random) {
      case 0:
        let sid = sids.randomElement(using: &random)
        let stream = try fixture.client.openWebSocket(sid: sid)
        for packet in sid == nil ? ["40"] : ["2probe", "5"] where !oneIn(6, &random) {
          stream.receive(packet)
        }
        streams.append(stream)
      case 1, 2:
        let sid = try fixture.client.open()
        if !oneIn(6, &random) { fixture.client.post(sid, "40") }
        sids.append(sid)
      case 3...6:
        guard let sid = sids.randomElement(using: &random) else { continue }
        let poll = fixture.client.poll(sid)
        if oneIn(8, &random) { poll.leave() }
      case 7...12:
        guard let sid = sids.randomElement(using: &random) else { continue }
        fixture.client.post(sid, packet(&random) + "\u{1e}" + packet(&random))
      case 13:
        fixture.scheduler.advance(by: .milliseconds(Int.random(in: 0..<400, using: &random)))
      case 14: if oneIn(4, &random) { streams.randomElement(using: &random)?.receive([1, 2, 3]) }
      case 15: if oneIn(4, &random) { streams.randomElement(using: &random)?.lose() }
      default: streams.randomElement(using: &random)?.receive(packet(&random))
      }
      sids.removeAll { fixture.server.engine.session($0) == nil }
      streams.removeAll { $0.handler == nil }
    }
    #expect(fixture.sockets.count > 10)
    fixture.server.shutDown()
    for stream in streams { stream.lose() }
    #expect(fixture.server.engine.sessions.isEmpty)
    #expect(fixture.main.sockets.isEmpty)
    #expect(!fixture.main.hasRoom("r"))
    #expect(fixture.scheduler.pendingCount == 0)
  }

  private func makeFixture(hasRecovery: Bool) -> SocketFixture {
    let fixture = SocketFixture {
      $0.engine.pingInterval = .seconds(2)
      $0.connectTimeout = .seconds(3)
      if hasRecovery { $0.recovery = RecoveryConfiguration() }
    }
    for namespace in [fixture.main, fixture.server.namespace("/custom")] {
      fixture.echo(namespace)
      namespace.on("join") { socket, event in socket.join(event.arguments[0].stringValue ?? "") }
      namespace.on("leave") { socket, event in socket.leave(event.arguments[0].stringValue ?? "") }
      namespace.on("kick") { socket, _ in socket.disconnect(closingConnection: true) }
      namespace.on("ask") { socket, _ in
        socket.emit("question", [UInt8]().span, timeout: .seconds(1)) { _ in
          socket.broadcast.to("r").emit("asked", 1)
          socket.namespace.emit("asked", 2)
        }
      }
    }
    return fixture
  }

  private func packet(_ random: inout SeededRandom) -> String {
    (oneIn(25, &random) ? Self.rareBreaches : Self.packets).randomElement(using: &random) ?? ""
  }

  private func oneIn(_ count: Int, _ random: inout SeededRandom) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
}
