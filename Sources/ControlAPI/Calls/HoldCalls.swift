import Bytes
import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Scenario

/// The calls that show and release held replies, and the one that explains which rule answers.
enum HoldCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(.get, "holds", "Lists the replies that wait at a 'hold' step, longest first.") {
        call in
        call.answer(["holds": .array(call.subject.world.holds.waiting.map(shown))])
      },
      ControlRoute(
        .post, "holds/release", "Lets every held reply go on, and answers how many there were.",
        body: []
      ) { call in
        call.answer(["released": JSON(call.subject.world.holds.releaseAll())])
      },
      ControlRoute(
        .post, "holds/{name}/release",
        "Lets the replies held under this name go on, and answers how many there were; 404 when none is.",
        body: [], handler: release),
      ControlRoute(
        .post, "explain", "Tells which rule would answer a text, and why the others would not.",
        body: [
          .text("text", "what the user says", isNeeded: true),
          .text("agent", "the id of the agent that is asked; the first one"),
          .text("channel", "the channel whose conversation counts; a new one"),
          .text("sender", "the id of the author"),
          .object("payload", "the message as a client would send it, for path conditions"),
        ], handler: explain),
    ]
  }

  private static func release(_ call: ControlCall) throws(Problem) {
    let name = call.parameter("name")
    let holds = call.subject.world.holds
    let released = holds.release(name)
    guard released == 0 else { return call.answer(["released": JSON(released)]) }
    let names = Nearest.sorted(Array(Set(holds.waiting.map(\.name))), by: name)
    throw .notFound(
      "No reply is held at '\(name)'.",
      hint: names.isEmpty
        ? "None is held at all. POST wait {\"for\": {\"kind\": \"hold\", \"hold\": \"\(name)\"}, \"since\": 0} "
          + "answers once one is."
        : "Replies are held at \(names.joined(separator: ", ")).",
      members: ["holds": .array(names.map(JSON.string))])
  }

  private static func shown(_ waiting: Holds.Waiting) -> JSON {
    [
      "name": .string(waiting.name), "agentId": .string(waiting.agentID),
      "channelId": .string(waiting.channelID), "messageId": .string(waiting.messageID),
      "rule": rule(of: waiting), "since": .string(waiting.since.isoText),
      "until": waiting.until.map { .string($0.isoText) } ?? .null,
    ]
  }

  private static func rule(of waiting: Holds.Waiting) -> JSON {
    if case .rule(let id, _) = waiting.source { .string(id) } else { .null }
  }

  private static func explain(_ call: ControlCall) throws(Problem) {
    let channel = try call.fields.text("channel") ?? ""
    var message = MessageContext(
      text: try call.fields.neededText("text"), senderID: try call.fields.text("sender") ?? "",
      agentID: try call.fields.text("agent") ?? "", channelID: channel, conversation: channel)
    if let payload = try call.fields.object("payload") { message.payload = .object(payload) }
    guard let explanation = call.subject.explain(message) else { return call.answer(.null) }
    call.answer([
      "rule": explanation.ruleID.map(JSON.string) ?? .null, "turn": JSON(explanation.turn),
      "rules": .array(
        explanation.verdicts.map { verdict in
          ["id": .string(verdict.ruleID), "outcome": .string("\(verdict.outcome)")]
        }),
    ])
  }
}
