import ElizaDomain
import HTTP1
import JSON

/// The call that makes a recording of what is in the journal.
enum FixtureCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .get, "journal/fixture",
        "Entries of the journal as a recording: ids and times replaced, secrets taken out.",
        query: [
          .text(
            "entries", "their numbers, with commas, and ranges such as 3-9; all of them if absent")
        ], answerType: "application/x-ndjson", handler: fixture)
    ]
  }

  private static func fixture(_ call: ControlCall) throws(Problem) {
    try answer(call, with: try ranges(call))
  }

  /// Answers with the entries of the journal that have those numbers.
  static func answer(
    _ call: ControlCall, with chosen: [ClosedRange<UInt64>]
  ) throws(Problem) {
    let world = call.subject.world
    let fixture = try JournalFixture(
      chosen, of: call.subject.journal, at: world.clock.now, profile: world.profile.name)
    call.answer(fixture.bytes, type: "application/x-ndjson")
  }

  private static func ranges(_ call: ControlCall) throws(Problem) -> [ClosedRange<UInt64>] {
    guard call.query.value("entries") != nil else { return [0...UInt64.max] }
    var ranges: [ClosedRange<UInt64>] = []
    for part in try call.query.neededText("entries").split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0) }
      guard let first = ends.first, let last = ends.last, let first, let last, first <= last,
        ends.count <= 2
      else {
        throw call.query.bad("entries", "must be numbers and ranges such as 3,7-12, not '\(part)'")
      }
      ranges.append(first...last)
    }
    return ranges
  }
}
