import ElizaDomain
import ElizaModel
import HTTP1
import HostInterface
import JSON

@testable import ControlAPI

/// The control API of a world without sockets, on a clock that is moved by hand.
final class ControlFixture: ControlSubject {
  let clock = HandClock()
  let world: World
  let api: ControlAPI

  init(token: String? = nil) {
    world = World(profile: .lenient, clock: clock.clock, random: RandomSource(seed: 1))
    api = ControlAPI(profile: .lenient, host: "127.0.0.1", token: token)
    api.subject = self
  }

  var scenarioClock: any ScenarioClock { clock }
  var version: String { "0.0.0" }

  /// Calls and answers what came at once.
  func call(
    _ method: HTTPMethod, _ path: String, _ body: JSON? = nil,
    adjust: (inout HTTPRequest) -> Void = { _ in }
  ) -> HTTPResponse? {
    var request = HTTPRequest(
      method: method, target: path.hasPrefix("/") ? path : "/__mock/v1/\(path)",
      headers: ["Host": "localhost"], body: body?.serialized() ?? [])
    adjust(&request)
    let exchange = RecordedExchange()
    api.handle(request, on: exchange)
    return exchange.response
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

  func advance(by duration: Duration) { clock.advance(by: duration) }

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
