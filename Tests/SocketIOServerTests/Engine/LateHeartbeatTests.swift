import EngineIO
import HTTP1
import HostInterface
import SocketIOServer
import Testing

/// Heartbeats on a host whose timers run late.
@Suite struct LateHeartbeatTests {
  private let scheduler = LateScheduler()
  private let client: EngineClient

  init() {
    var configuration = EngineConfiguration()
    configuration.pingInterval = .milliseconds(300)
    configuration.pingTimeout = .milliseconds(200)
    client = EngineClient(
      server: EngineServer(
        configuration: configuration, scheduler: scheduler, random: RandomSource(seed: 1)))
  }

  @Test func aRequestAfterTheTimeoutIsRefusedWhetherOrNotTheTimerRan() throws {
    let sid = try client.open()
    scheduler.pass(.milliseconds(300))
    scheduler.runDue()
    scheduler.pass(.milliseconds(200))
    #expect(client.poll(sid).text == #"{"code":1,"message":"Session ID unknown"}"#)
    #expect(client.server.sessions.isEmpty)
  }

  @Test func aPollAfterTheIntervalGetsItsPingWhetherOrNotTheTimerRan() throws {
    let sid = try client.open()
    scheduler.pass(.milliseconds(300))
    #expect(client.poll(sid).text == "2")
    scheduler.runDue()
    #expect(client.poll(sid).response == nil)
  }

  @Test func aPingThatIsALittleLateGivesNoMoreTime() throws {
    let stream = try client.openWebSocket()
    scheduler.pass(.milliseconds(350))
    scheduler.runDue()
    #expect(stream.take().last == "2")
    scheduler.pass(.milliseconds(149))
    scheduler.runDue()
    #expect(stream.closeCode == nil)
    scheduler.pass(.milliseconds(1))
    scheduler.runDue()
    #expect(stream.closeCode == 1000)
  }

  @Test func aPingThatIsVeryLateLeavesTheWholeTimeout() throws {
    let stream = try client.openWebSocket()
    scheduler.pass(.seconds(60))
    scheduler.runDue()
    #expect(stream.take().last == "2")
    scheduler.pass(.milliseconds(199))
    scheduler.runDue()
    #expect(stream.closeCode == nil)
    scheduler.pass(.milliseconds(1))
    scheduler.runDue()
    #expect(stream.closeCode == 1000)
  }
}
