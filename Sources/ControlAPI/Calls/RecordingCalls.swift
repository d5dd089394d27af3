import HTTP1
import JSON

/// The calls that start, stop and fetch recordings of what this server does.
enum RecordingCalls {
  private static let type = "application/x-ndjson"

  static var routes: [ControlRoute] {
    [
      ControlRoute(.get, "recordings", "Lists the recordings, oldest first.") { call in
        call.answer(["recordings": .array(call.recordings.all.map(shown))])
      },
      ControlRoute(
        .post, "recordings",
        "Records from now on what clients and this server say to each other.",
        body: [.text("name", "what to call it; recording-1 and so on")], handler: start),
      ControlRoute(
        .post, "recordings/{name}/stop", "Ends a recording, which can still be fetched.", body: []
      ) { call throws(Problem) in
        let name = call.parameter("name")
        guard let stretch = call.recordings.stop(name, at: call.subject.journal.last) else {
          throw unknown(name, call)
        }
        call.answer(shown(stretch))
      },
      ControlRoute(
        .get, "recordings/{name}",
        "The recording as a file that 'replay' plays: ids and times replaced, secrets taken out.",
        answerType: type, handler: fetch),
      ControlRoute(.delete, "recordings/{name}", "Forgets a recording.") {
        call throws(Problem) in
        let name = call.parameter("name")
        guard call.recordings.remove(name) else { throw unknown(name, call) }
        call.answer(["deleted": .string(name)])
      },
    ]
  }

  private static func start(_ call: ControlCall) throws(Problem) {
    let journal = call.subject.journal
    guard journal.isKept else {
      throw .conflict(
        "There is nothing to record from, since no journal is kept.",
        hint: "Start the server without --limit journal=0.")
    }
    let name = try call.fields.text("name")
    guard let stretch = call.recordings.start(name, after: journal.last) else {
      throw .conflict(
        "There is a recording of that name already, or there are \(Recordings.limit).",
        hint: "DELETE \(ControlAPI.base)/recordings/NAME forgets one.")
    }
    call.answerMade(shown(stretch))
  }

  private static func fetch(_ call: ControlCall) throws(Problem) {
    let name = call.parameter("name")
    guard let stretch = call.recordings.named(name) else { throw unknown(name, call) }
    let journal = call.subject.journal
    guard journal.first <= stretch.since &+ 1 else {
      throw .conflict(
        "The journal no longer holds the beginning of '\(name)'.",
        hint: "Record for a shorter time, or start the server with a longer one: --limit journal=N."
      )
    }
    try FixtureCalls.answer(call, with: stretch.range.map { [$0] } ?? [])
  }

  private static func shown(_ stretch: Recordings.Stretch) -> JSON {
    [
      "name": .string(stretch.name), "since": JSON(Int64(clamping: stretch.since)),
      "until": stretch.until.map { JSON(Int64(clamping: $0)) } ?? .null,
      "recording": .bool(stretch.until == nil),
    ]
  }

  private static func unknown(_ name: String, _ call: ControlCall) -> Problem {
    let names = call.recordings.all.map(\.name)
    return .notFound(
      "There is no recording '\(name)'.",
      hint: names.isEmpty
        ? "POST \(ControlAPI.base)/recordings starts one."
        : "There are \(names.joined(separator: ", ")).")
  }
}
