import Scenario
import Testing

@Suite struct FaultPlanTests {
  private func plan(_ trigger: Trigger, seed: UInt64 = 1) -> FaultPlan {
    FaultPlan(
      [Overlay(name: "o", faults: [Fault(id: "f", at: trigger, do: [.drop])])], seed: seed)
  }

  /// Which of so many occasions something happens at, from 1.
  private func hits(
    _ trigger: Trigger, of count: Int = 12,
    _ occasion: FaultOccasion = .event(name: "messageBroadcast", .out, author: { .agent })
  ) -> [Int] {
    var plan = plan(trigger)
    return (1...count).filter { number in
      !plan.firings(at: occasion, now: .seconds(number)).isEmpty
    }
  }

  private static let broadcast = Trigger.Subject.event(EventPattern("messageBroadcast"))

  @Test func countsDecide() {
    #expect(hits(Trigger(Self.broadcast)) == Array(1...12))
    #expect(hits(Trigger(Self.broadcast, nth: 2)) == [2])
    #expect(hits(Trigger(Self.broadcast, every: 5)) == [5, 10])
    #expect(hits(Trigger(Self.broadcast, after: 10)) == [11, 12])
    #expect(hits(Trigger(Self.broadcast, times: 2)) == [1, 2])
    #expect(hits(Trigger(Self.broadcast, every: 2, times: 2)) == [2, 4])
    #expect(hits(Trigger(Self.broadcast, every: 0)) == [])
  }

  @Test func onlyWhatComesInTimeCounts() {
    #expect(hits(Trigger(Self.broadcast, since: .seconds(3), until: .seconds(6))) == [3, 4, 5])
    #expect(hits(Trigger(Self.broadcast, nth: 2, since: .seconds(3))) == [4])
  }

  @Test func timeCountsFromWhenTheOverlayWasLaidOn() {
    let fault = Fault(id: "f", at: Trigger(Self.broadcast, since: .seconds(1)), do: [.drop])
    var plan = FaultPlan([Overlay(name: "o", faults: [fault])], at: .seconds(10))
    let occasion = FaultOccasion.event(name: "messageBroadcast", .out, author: { nil })
    let counts = [10, 11].map { plan.firings(at: occasion, now: .seconds($0)).count }
    #expect(counts == [0, 1])
  }

  @Test func chanceRepeatsItselfAndIsApartForEachFault() {
    let trigger = Trigger(Self.broadcast, probability: 0.3)
    let expected = hits(trigger, of: 200)
    #expect(expected == hits(trigger, of: 200))
    #expect((30...90).contains(expected.count))
    #expect(hits(Trigger(Self.broadcast, probability: 0), of: 50) == [])
    #expect(hits(Trigger(Self.broadcast, probability: 1), of: 50) == Array(1...50))
    let other = Fault(id: "g", at: Trigger(Self.broadcast, probability: 0.5), do: [.drop])
    var both = FaultPlan(
      [
        Overlay(name: "p", faults: [other]),
        Overlay(name: "o", faults: [Fault(id: "f", at: trigger, do: [.drop])]),
      ], seed: 1)
    let occasion = FaultOccasion.event(name: "messageBroadcast", .out, author: { nil })
    let hits = (1...200).filter { number in
      both.firings(at: occasion, now: .seconds(number)).contains { $0.fault == "f" }
    }
    #expect(hits == expected)
  }

  @Test func eventsAreTakenByNameDirectionAndAuthor() {
    let message = FaultOccasion.event(name: "message", .in, author: { .user })
    #expect(hits(Trigger(.event(EventPattern("mess*"))), of: 1, message) == [1])
    #expect(hits(Trigger(.event(EventPattern("messages"))), of: 1, message) == [])
    #expect(hits(Trigger(.event(EventPattern("*", direction: .out))), of: 1, message) == [])
    #expect(hits(Trigger(.event(EventPattern("*", from: .agent))), of: 1, message) == [])
    #expect(hits(Trigger(.event(EventPattern("*", from: .user))), of: 1, message) == [1])
    let nobody = FaultOccasion.event(name: "x", .out, author: { nil })
    #expect(hits(Trigger(.event(EventPattern("x", from: .user))), of: 1, nobody) == [])
  }

  @Test func anAuthorIsAskedForOnlyWhereItMatters() {
    var plan = plan(Trigger(.event(EventPattern("messageBroadcast", from: .agent))))
    let occasion = FaultOccasion.event(
      name: "roomJoined", .out,
      author: {
        Issue.record("nobody needs to know")
        return nil
      })
    let firings = plan.firings(at: occasion, now: .zero)
    #expect(firings.isEmpty)
  }

  @Test(arguments: [
    ("POST /api/messaging/sessions/*/messages", "POST", "/api/messaging/sessions/1/messages", true),
    ("POST /api/messaging/sessions/*/messages", "GET", "/api/messaging/sessions/1/messages", false),
    ("* /api/*/messages", "GET", "/api/a/b/messages", false),
    ("* /api/**", "DELETE", "/api/", true), ("* /api/**", "GET", "/healthz", false),
    ("* **", "GET", "/", true), ("* **", "OPTIONS", "/", false),
    ("options /**", "OPTIONS", "/x", true), ("GET /a*c", "GET", "/abbc", true),
    ("GET /a**c", "GET", "/a/b/c", true), ("GET /a", "GET", "/a/", false),
  ])
  func requestsAreTakenByPattern(
    _ pattern: String, _ method: String, _ path: String, _ fits: Bool
  ) throws {
    let pattern = try #require(RequestPattern(pattern))
    let occasion = FaultOccasion.request(method: method, path: path)
    #expect(hits(Trigger(.request(pattern)), of: 1, occasion) == (fits ? [1] : []))
  }

  @Test(arguments: ["", "GET", "/api", "GET api", "G3T /api", "GET /a /b"])
  func whatIsNoPattern(_ text: String) {
    #expect(RequestPattern(text) == nil)
  }

  @Test func longPatternsAreNoTrap() throws {
    let pattern = try #require(RequestPattern("GET /" + String(repeating: "*a", count: 200)))
    let path = "/" + String(repeating: "a", count: 2_000) + "b"
    #expect(hits(Trigger(.request(pattern)), of: 1, .request(method: "GET", path: path)) == [])
  }

  @Test func delaysAreDrawn() throws {
    let fault = Fault(
      id: "f", at: Trigger(Self.broadcast),
      do: [.delay(.range(.seconds(1)...(.seconds(2))))])
    var plan = FaultPlan([Overlay(name: "o", faults: [fault])], seed: 3)
    let occasion = FaultOccasion.event(name: "messageBroadcast", .out, author: { nil })
    let firings = plan.firings(at: occasion, now: .zero)
    let firing = try #require(firings.first)
    guard case .delay(.fixed(let delay)) = firing.effects.first else {
      Issue.record("no delay: \(firing)")
      return
    }
    #expect(delay >= .seconds(1) && delay <= .seconds(2))
    #expect(firing.name == "o/f")
  }

  @Test func overlaysAndFaultsAreTakenOff() {
    let faults = ["a", "b"].map { Fault(id: $0, at: Trigger(Self.broadcast), do: [.drop]) }
    var plan = FaultPlan([
      Overlay(name: "one", faults: faults), Overlay(name: "two", faults: faults),
    ])
    plan.add(Overlay(name: "one", faults: [faults[0]]), seed: 0, at: .zero)
    #expect(plan.faults.map { "\($0.overlay)/\($0.fault.id)" } == ["two/a", "two/b", "one/a"])
    let removed = ["two/a", "two/a", "a"].map { plan.remove(fault: $0) }
    #expect(removed == [true, false, true])
    let removedOverlays = [plan.remove(overlay: "two"), plan.remove(overlay: "two")]
    #expect(removedOverlays == [true, false])
    #expect(plan.isEmpty)
  }

  @Test func aMomentIsOneFaultsOwn() {
    let fault = Fault(id: "f", at: Trigger(.time(.seconds(5))), do: [.restart(.seconds(1))])
    var plan = FaultPlan([Overlay(name: "o", faults: [fault])], at: .seconds(2))
    #expect(plan.moments.map(\.moment) == [.seconds(7)])
    let other = plan.firing(of: "g", in: "o", now: .seconds(7))
    #expect(other == nil)
    let firing = plan.firing(of: "f", in: "o", now: .seconds(7))
    #expect(firing?.effects == [.restart(.seconds(1))])
    #expect(plan.faults.first?.firings == 1)
  }
}
