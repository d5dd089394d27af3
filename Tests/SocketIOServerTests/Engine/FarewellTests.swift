import TestSupport
import Testing

@testable import SocketIOServer

/// What is kept for sessions that the server ended between two polls.
@Suite struct FarewellTests {
  @Test func sessionsThatOverflowAtATimeKeepNoQueue() throws {
    let fixture = EngineFixture { $0.queuedByteLimit = 10_000 }
    let ids = try (0..<100).map { _ in try fixture.client.open() }
    let text = String(repeating: "x", count: 6_000)
    for _ in 0..<2 {
      for session in fixture.sessions { session.send(text) }
    }
    let server = fixture.server
    #expect(server.sessions.isEmpty)
    #expect(server.farewells.count == 100)
    #expect(server.farewells.byteCount == 100, "a close packet each")
    #expect(ids.allSatisfy { fixture.client.poll($0).text == "1" })
    #expect(server.farewells.byteCount == 0)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func ofSessionsThatAreClosedAtATimeTheLastAreToldAll() throws {
    let fixture = EngineFixture()
    let ids = try (0..<20).map { _ in try fixture.client.open() }
    let text = String(repeating: "x", count: 1 << 20)
    for session in fixture.sessions {
      session.send(text)
      session.close()
    }
    let server = fixture.server
    #expect(server.farewells.count == 15)
    #expect(server.farewells.byteCount <= 16 << 20)
    #expect(fixture.scheduler.pendingCount == 15)
    #expect(ids[..<5].allSatisfy { fixture.client.poll($0).status == 400 })
    #expect(ids[5...].allSatisfy { fixture.client.poll($0).text == "4\(text)\u{1e}1" })
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func theOldestGoWhereThereAreTooMany() {
    let scheduler = ManualScheduler()
    var store = FarewellStore(countLimit: 3)
    for id in ["a", "b", "c", "d"] { keep(1, id, in: &store, scheduler) }
    #expect(store.take("a", scheduler) == nil)
    #expect(store.take("c", scheduler) == [0])
    #expect(store.take("c", scheduler) == nil)
    #expect(store.count == 2)
    keep(1, "e", in: &store, scheduler)
    #expect(store.take("b", scheduler) == nil)
    #expect(store.count == 2)
    #expect(scheduler.pendingCount == 2)
    keep(1, "f", in: &store, scheduler)
    store.expire("d")
    #expect(store.count == 2)
    #expect(store.byteCount == 2)
    store.removeAll(scheduler)
    #expect(store.count == 0)
    #expect(store.byteCount == 0)
  }

  @Test func oneThatIsLargerThanTheLimitIsKeptAlone() {
    let scheduler = ManualScheduler()
    var store = FarewellStore(byteLimit: 10)
    keep(5, "a", in: &store, scheduler)
    keep(5, "b", in: &store, scheduler)
    #expect(store.count == 2)
    keep(11, "c", in: &store, scheduler)
    #expect(store.count == 1)
    #expect(store.byteCount == 11)
    keep(1, "d", in: &store, scheduler)
    #expect(store.take("c", scheduler) == nil)
    #expect(store.take("d", scheduler)?.count == 1)
    #expect(store.byteCount == 0)
    #expect(scheduler.pendingCount == 0)
  }

  private func keep(
    _ byteCount: Int, _ id: String, in store: inout FarewellStore, _ scheduler: ManualScheduler
  ) {
    let expiry = scheduler.schedule(after: .seconds(1)) {}
    store.keep([UInt8](repeating: 0, count: byteCount), id: id, expiry: expiry, scheduler)
  }
}
