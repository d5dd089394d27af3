import Bytes
import ElizaDomain
import HTTP1
import JSON
import OrderedCollections

/// The calls about the server as a whole.
enum ServerCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(.get, "health", "Whether the server is alive.") { call in
        call.answer(["status": "ok"])
      },
      ControlRoute(.get, "ready", "Whether the server can be used: it can once it answers.") {
        call in
        call.answer(["ready": true, "agents": JSON(call.subject.world.agents.count)])
      },
      ControlRoute(
        .get, "version", "Which program this is, which ElizaOS it plays, and with which seed."
      ) { call in
        call.answer([
          "name": "eliza-mock", "version": .string(call.subject.version),
          "profile": .string(call.subject.world.profile.name),
          // A text, since programs that read JSON numbers as doubles would round it.
          "seed": .string(String(call.subject.seed)),
        ])
      },
      ControlRoute(
        .post, "reset",
        "Forgets what has happened, everything or some parts; sockets stay connected.",
        body: [
          ControlField(
            name: "only", about: "the parts to reset; without it all of them",
            schema: [
              "type": "array",
              "items": ["enum": .array(ResetPart.allCases.map { .string($0.rawValue) })],
            ])
        ], handler: reset),
    ]
  }

  private static func reset(_ call: ControlCall) throws(Problem) {
    var parts = ResetPart.allCases
    if let names = try call.fields.texts("only") {
      parts = []
      for name in names {
        guard let part = ResetPart(rawValue: name) else { throw unknown(name, call) }
        if !parts.contains(part) { parts.append(part) }
      }
    }
    call.subject.reset(Set(parts))
    call.answer(["reset": .array(parts.map { .string($0.rawValue) })])
  }

  private static func unknown(_ name: String, _ call: ControlCall) -> Problem {
    let all = ResetPart.allCases.map(\.rawValue)
    let nearest = Nearest.word(to: name, among: all).map { "; did you mean '\($0)'" } ?? ""
    return call.fields.bad(
      "only", "has '\(name)'\(nearest); there are \(all.joined(separator: ", "))")
  }
}
