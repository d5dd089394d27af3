import HTTP1
import JSON
import Recording

/// The calls that start, step and stop the replay of recordings.
enum ReplayCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .get, "replays",
        "Tells which recordings answer, how far they have come, and what nothing recorded fitted."
      ) { call throws(Problem) in
        call.answer(try replays(of: call).replayDescription)
      },
      ControlRoute(
        .post, "replays",
        "Replays a recording from now on; clients that are connected are made to connect anew.",
        body: [
          .text("fixture", "the lines of the recording, as a file has them", isNeeded: true),
          .choice("mode", ReplayOptions.Mode.allCases.map(\.rawValue), "when lines go out; causal"),
          .text("speed", "how many times faster than recorded, such as 2, or instant; 1"),
          .choice(
            "onMismatch", ["fail", "skip", "script"], "what becomes of what nothing fits; fail"),
          .texts(
            "ignore",
            "fields in which clients may differ from the recorded ones, such as json.metadata"),
        ], handler: start),
      ControlRoute(
        .post, "replays/step", "Lets the next recorded event go, where they wait to be asked for.",
        body: [], handler: step),
      ControlRoute(
        .delete, "replays", "Lets the agents answer again; clients are made to connect anew."
      ) { call throws(Problem) in
        let replays = try running(call)
        replays.stopReplay()
        call.answer(replays.replayDescription)
      },
    ]
  }

  private static func start(_ call: ControlCall) throws(Problem) {
    let replays = try replays(of: call)
    var wish = ReplayWish()
    wish.mode = try call.fields.text("mode")
    wish.speed = try call.fields.text("speed")
    wish.onMismatch = try call.fields.text("onMismatch")
    wish.ignored = try call.fields.texts("ignore") ?? []
    let fixture = Array(try call.fields.neededText("fixture").utf8)
    if let mistake = replays.startReplay(fixture, wish) {
      throw .badRequest(
        mistake,
        hint: "A fixture is what 'eliza-mock record' writes; 'eliza-mock check FILE' examines one.")
    }
    call.answer(replays.replayDescription)
  }

  private static func step(_ call: ControlCall) throws(Problem) {
    let replays = try running(call)
    guard replays.stepReplay() else {
      throw .conflict(
        "No recorded event waits to be asked for.",
        hint: "Events wait in mode 'stepped', once a client has done what led to them.")
    }
    call.answer(replays.replayDescription)
  }

  private static func running(_ call: ControlCall) throws(Problem) -> any ControlledReplays {
    let replays = try replays(of: call)
    guard replays.isReplaying else {
      throw .conflict(
        "No recording is replayed.", hint: "POST \(ControlAPI.base)/replays starts with one.")
    }
    return replays
  }

  private static func replays(of call: ControlCall) throws(Problem) -> any ControlledReplays {
    guard let replays = call.subject.replays else {
      throw .notFound("This server replays nothing.", hint: "A server with sockets can.")
    }
    return replays
  }
}
