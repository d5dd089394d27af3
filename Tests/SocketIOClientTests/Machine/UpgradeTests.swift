import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIO
import SocketIOServer
import TestSupport
import Testing

@testable import SocketIOClient

@Suite struct UpgradeTests {
  @Test func aRefusedProbeLeavesPollingAsItWas() throws {
    let fixture = Fixture()
    var isOffered: [Bool] = []
    fixture.manager.onUpgradeGivenUp = { isOffered.append($0) }
    fixture.refuseWebSockets()
    fixture.connect()
    #expect(isOffered == [true])
    try fixture.socket.emit("message", Arguments(1))
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.manager.transport == .polling)
    #expect(fixture.takeReceived() == ["1"])
    #expect(fixture.takeNotes() == ["connect", "message-back[1]"])
  }

  @Test func aServerThatOffersNoWebSocketIsNotAskedForOne() {
    let fixture = Fixture(server: { $0.engine.transports = [.polling] }, { _ in })
    var isOffered: [Bool] = []
    fixture.manager.onUpgradeGivenUp = { isOffered.append($0) }
    fixture.connect()
    #expect(isOffered == [false])
    #expect(fixture.manager.transport == .polling)
  }

  @Test func whoGoesOnGivesNothingUp() {
    let fixture = Fixture()
    var isOffered: [Bool] = []
    fixture.manager.onUpgradeGivenUp = { isOffered.append($0) }
    fixture.connect()
    #expect(fixture.manager.transport == .webSocket)
    #expect(isOffered == [])
  }

  @Test(arguments: 0..<12)
  func aProbeThatIsLostAtAnyStepCostsNothing(step: Int) throws {
    let fixture = Fixture()
    fixture.socket.connect()
    var steps = 0
    var emitted = 0
    var cut: MemoryLink?
    fixture.network.onStep = {
      steps += 1
      if emitted < 40 {
        try? fixture.socket.emit("message", Arguments("\(emitted)"))
        emitted += 1
      }
      // The connection that carries the WebSocket, as soon as there is one, some steps on.
      guard let link = fixture.network.links.first(where: \.carriesWebSocket), cut == nil else {
        return
      }
      if steps >= step + 8, fixture.manager.transport == .polling {
        cut = link
        link.cut()
      }
    }
    fixture.settle()
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.socket.isConnected)
    #expect(emitted == 40)
    let received = fixture.takeReceived().compactMap { Int($0.dropFirst().dropLast()) }
    // Once polling has ended in favour of it, the WebSocket is all there is, and its loss is one of the
    // connection: what was on its way is gone, but nothing comes twice or out of order.
    let isTooLate = fixture.takeNotes().contains("disconnect: transport close")
    #expect(isTooLate == [4, 5].contains(step))
    if isTooLate {
      #expect(received == Array(Set(received)).sorted())
      #expect(received.last == 39)
    } else {
      #expect(received == Array(0..<40))
    }
  }

  @Test func noneIsTriedWhereTheServerOffersNone() {
    let fixture = Fixture(server: { $0.engine.allowsUpgrades = false }) { _ in }
    fixture.connect()
    #expect(fixture.manager.transport == .polling)
    #expect(fixture.network.links.filter(\.carriesWebSocket).isEmpty)
  }

  @Test func noneIsTriedWithoutTheTransport() {
    let fixture = Fixture { $0.transports = [.polling] }
    fixture.connect()
    #expect(fixture.network.links.filter(\.carriesWebSocket).isEmpty)
  }
}
