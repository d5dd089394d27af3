import ElizaDomain
import ElizaModel
import HTTP1
import HostInterface
import JSON
import TestSupport

@testable import ControlAPI

/// The control API of a world without sockets, on clocks that are moved by hand.
final class ControlFixture: ControlSubject {
  let clock = HandClock()
  let realTime = ManualScheduler()
  let world: World
  let journal: Journal
  let api: ControlAPI
  private(set) var resets: [Set<ResetPart>] = []

  init(token: String? = nil, journalLimit: Int = 100) {
    world = World(profile: .lenient, clock: clock.clock, random: RandomSource(seed: 1))
    journal = Journal(limit: journalLimit, clock: clock.clock, scheduler: realTime)
    api = ControlAPI(profile: .lenient, host: "127.0.0.1", token: token)
    api.subject = self
  }

  var scenarioClock: any ScenarioClock { clock }
  var scheduler: any Scheduler { realTime }
  var connections: [any ControlledConnection] { [] }
  var spaces: (any ControlledSpaces)? { nil }
  var version: String { "0.0.0" }

  var seed: UInt64 { 7 }

  func emit(_ event: String, _ arguments: [JSON], toRoom room: String) -> Int { 0 }

  func reset(_ parts: Set<ResetPart>) { resets.append(parts) }

  /// Calls and answers what came at once.
  func call(
    _ method: HTTPMethod, _ path: String, _ body: JSON? = nil,
    adjust: (inout HTTPRequest) -> Void = { _ in }
  ) -> HTTPResponse? {
    begin(method, path, body, adjust: adjust).response
  }

  /// Calls, and answers the exchange on which the answer comes.
  func begin(
    _ method: HTTPMethod, _ path: String, _ body: JSON? = nil,
    adjust: (inout HTTPRequest) -> Void = { _ in }
  ) -> RecordedExchange {
    var request = HTTPRequest(
      method: method, target: path.hasPrefix("/") ? path : "/__mock/v1/\(path)",
      headers: ["Host": "localhost"], body: body?.serialized() ?? [])
    adjust(&request)
    let exchange = RecordedExchange()
    api.handle(request, on: exchange)
    return exchange
  }

  /// Writes an event into the journal that a client sent.
  func received(_ event: JSON, from socket: String = "socket-1") {
    journal.record(.received(socket: socket, event.serialized()))
  }
}

/// Scenario time that stands until a test moves it.
final class HandClock: ScenarioClock {
  let clock = WorldClock(start: Timestamp(milliseconds: 0))
  private(set) var mode = ClockMode.manual

  var now: Timestamp { clock.now }
  var distanceToNext: Duration? { clock.nextDeadline.map { clock.position.duration(to: $0) } }
  var pendingCount: Int { clock.pendingCount }

  func setMode(_ mode: ClockMode) { self.mode = mode }

  @discardableResult
  func advance(by duration: Duration) -> Duration {
    let start = clock.position
    clock.advance(by: duration)
    return start.duration(to: clock.position)
  }

  func advanceToNext() -> Duration? {
    guard let distance = distanceToNext else { return nil }
    clock.advance(by: distance)
    return distance
  }
}

extension HTTPResponse {
  /// The body, read as JSON.
  var json: JSON { (try? JSON(parsing: body)) ?? .null }
}
