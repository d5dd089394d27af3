import ElizaDomain
import ElizaModel
import HTTP1
import JSON

/// The calls that read and move scenario time.
enum ClockCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(.get, "clock", "Tells how scenario time runs and what it shows.") { call in
        call.answer(state(call.subject.scenarioClock))
      },
      ControlRoute(
        .put, "clock", "Lets scenario time run in another way from now on.",
        body: [
          .text("mode", "\(ClockMode.expectation)", isNeeded: true)
        ], handler: set),
      ControlRoute(
        .post, "clock/advance",
        "Moves scenario time on and runs everything due on the way, in order, before it answers.",
        body: [
          .duration("by", "how far, such as 31m"),
          .text("to", "until when, such as 2026-01-01T09:00:00Z, in place of by"),
        ], handler: advance),
      ControlRoute(
        .post, "clock/next", "Moves scenario time on to the next thing that is due, and runs it.",
        body: []
      ) { call in
        let distance = call.subject.scenarioClock.advanceToNext()
        call.answer(state(call.subject.scenarioClock, moved: distance))
      },
    ]
  }

  private static func set(_ call: ControlCall) throws(Problem) {
    let text = try call.fields.neededText("mode")
    guard let mode = ClockMode(text) else {
      throw call.fields.bad("mode", "must be \(ClockMode.expectation), not '\(text)'")
    }
    call.subject.scenarioClock.setMode(mode)
    call.answer(state(call.subject.scenarioClock))
  }

  private static func advance(_ call: ControlCall) throws(Problem) {
    let clock = call.subject.scenarioClock
    let moved = try clock.advance(by: distance(call, from: clock.now))
    call.answer(state(clock, moved: moved))
  }

  private static func distance(
    _ call: ControlCall, from now: Timestamp
  ) throws(Problem) -> Duration {
    switch (try call.fields.duration("by"), try call.fields.text("to")) {
    case (let duration?, nil): return duration
    case (nil, let text?):
      guard let target = Timestamp(isoText: text) else {
        throw call.fields.bad("to", "must be a date and a time such as 2026-01-01T09:00:00Z")
      }
      guard target >= now else {
        throw call.fields.bad("to", "lies in the past: the clock shows \(now.isoText)")
      }
      return .milliseconds(now.milliseconds(to: target))
    default: throw call.fields.bad("by", "must be a duration such as 31m, or 'to' a moment")
    }
  }

  private static func state(_ clock: any ScenarioClock, moved: Duration? = nil) -> JSON {
    var state: JSONObject = [
      "mode": .string(clock.mode.text), "now": .string(clock.now.isoText),
      "nextInMs": clock.distanceToNext.map { JSON($0.milliseconds) } ?? .null,
      "waiting": JSON(clock.pendingCount),
    ]
    if let moved { state["movedMs"] = JSON(moved.milliseconds) }
    return .object(state)
  }
}

extension Duration {
  /// Milliseconds, with a fraction.
  var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000) / 1_000_000
  }
}
