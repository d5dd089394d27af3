import JSON

/// Writes a scenario of what an agent was asked and did in a fixture.
///
/// Each text becomes a rule, with a turn for every time it was sent; what passed until the first answer becomes the
/// agent's thinking time, the pace of replies that came piece by piece its typing, and ids within texts become
/// variables.
package struct ScenarioText {
  private typealias Deed = RecordedTalk.Deed

  private let talk: RecordedTalk
  private let asked: [RecordedTalk.Exchange]

  /// The file; nil when the fixture holds no message to an agent.
  package static func text(of fixture: Fixture, name: String) -> String? {
    let text = ScenarioText(fixture)
    return text.asked.isEmpty ? nil : text.written(name, fixture.head)
  }

  private init(_ fixture: Fixture) {
    talk = RecordedTalk(fixture)
    asked = talk.asked
  }

  private func written(_ name: String, _ head: FixtureHead) -> String {
    let agent = ScenarioText.quoted(talk.agent)
    var lines = [
      "# Made of a recording\(head.source.map { " of \($0.filter { !$0.isNewline })" } ?? "").",
      "format: eliza-mock/1",
      "name: \(ScenarioText.quoted(name))", "agents:", "  - id: \(agent)", "    name: \(agent)",
    ]
    if let think { lines.append("    think: \(think)") }
    if let pace { lines.append("    type: { perSecond: \(pace), unit: word }") }
    lines.append("rules:")
    var texts: [String] = []
    var turns: [String: [RecordedTalk.Exchange]] = [:]
    for exchange in asked {
      if turns[exchange.asked] == nil { texts.append(exchange.asked) }
      turns[exchange.asked, default: []].append(exchange)
    }
    for (index, text) in texts.enumerated() {
      lines.append("  - id: text-\(index + 1)")
      lines.append("    when: { text: \(ScenarioText.quoted(text)) }")
      lines += ScenarioText.steps(of: turns[text] ?? [])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func steps(of turns: [RecordedTalk.Exchange]) -> [String] {
    guard turns.count > 1 else {
      return ["    do:"] + (turns.first.map(steps) ?? []).map { "      \($0)" }
    }
    return ["    then: repeat", "    turns:"]
      + turns.flatMap { turn in ["      - do:"] + steps(of: turn).map { "          \($0)" } }
  }

  private static func steps(of exchange: RecordedTalk.Exchange) -> [String] {
    var steps: [String] = []
    var last: Duration?
    for deed in exchange.deeds.sorted(by: { $0.begin < $1.begin }) {
      if let last {
        // Without a pause an agent would think about its next line.
        steps.append("- wait: \(milliseconds(max(deed.begin - last, .zero)))ms")
      } else if !deed.isSpeech {
        steps.append("- think: \(milliseconds(deed.begin - exchange.time))ms")
      }
      steps.append("- \(step(of: deed))")
      last = deed.end
    }
    return steps.isEmpty ? ["- ignore"] : steps
  }

  private static func step(of deed: Deed) -> String {
    var members: [String] = []
    if case .action(let name, let status, _) = deed.kind {
      members += ["name: \(quoted(name))", "status: \(status)"]
    }
    if let text = deed.text { members.append("text: \(quoted(variables(in: text)))") }
    if let thought = deed.thought, !thought.isEmpty {
      members.append("thought: \(quoted(variables(in: thought)))")
    }
    if !deed.actions.isEmpty {
      members.append("actions: \(JSON.array(deed.actions.map { .string($0) }).text)")
    }
    let body = "{ \(members.joined(separator: ", ")) }"
    switch deed.kind {
    case .action(_, _, let result?):
      return "action: \(body.dropLast(2)), result: \(result.text) }"
    case .action: return "action: \(body)"
    case .error(let status):
      return
        "error: { \(status.map { "rest: \($0)" } ?? "socket: \(quoted(deed.text ?? "failed"))") }"
    case .stream: return "stream: \(deed.isPlain ? quoted(variables(in: deed.text ?? "")) : body)"
    case .say: return "say: \(deed.isPlain ? quoted(variables(in: deed.text ?? "")) : body)"
    }
  }

  /// The waits for first answers, as a scenario says it; nil when there was none.
  private var think: String? {
    let waits = asked.compactMap { exchange in
      exchange.deeds.min { $0.begin < $1.begin }.flatMap { deed in
        deed.isSpeech ? ScenarioText.milliseconds(deed.begin - exchange.time) : nil
      }
    }.sorted()
    guard let least = waits.first, let most = waits.last else { return nil }
    guard most > least else { return "\(least)ms" }
    let median = waits[waits.count / 2]
    let high = waits[min(waits.count - 1, waits.count * 95 / 100)]
    guard waits.count >= 5, median > 0, high > median else {
      return "{ from: \(least)ms, to: \(most)ms }"
    }
    return "{ median: \(median)ms, p95: \(high)ms, max: \(most)ms }"
  }

  /// How many words a second came of what was said piece by piece; nil when nothing was.
  private var pace: Double? {
    guard talk.typed.words > 0, talk.typed.time > .zero else { return nil }
    let rate = Double(talk.typed.words) / (talk.typed.time / .seconds(1))
    return min(max((rate * 10).rounded() / 10, 0.1), 100_000)
  }

  private static func milliseconds(_ time: Duration) -> Int64 { LineTime.microseconds(time) / 1000 }

  /// A text with its ids turned to variables of a template, and what looks like one kept from being one.
  private static func variables(in text: String) -> String {
    let variables = [
      "{session:": "session.id", "{channel:": "channel.id", "{room:": "channel.id",
      "{user:": "sender.id", "{agent:": "agent.id", "{message:": "message.id",
    ]
    let live = LiveText(
      id: { name in
        let kind = name.prefix { $0 != ":" } + ":"
        return variables[String(kind)].map { "\u{1}\($0)\u{2}" } ?? name
      }, moment: { _ in 0 })
    return live.text(text).replacing("{{", with: "{ {").replacing("\u{1}", with: "{{ ")
      .replacing("\u{2}", with: " }}")
  }

  /// A text in double quotes, which YAML reads as JSON does.
  private static func quoted(_ text: String) -> String { JSON.string(text).text }
}

extension RecordedTalk.Deed {
  /// Whether an agent thinks before it by itself.
  fileprivate var isSpeech: Bool {
    switch kind {
    case .say, .stream: true
    case .action, .error: false
    }
  }

  /// Whether nothing is to be told of it but its text, a plain reply's action being what it is anyway.
  fileprivate var isPlain: Bool {
    thought?.isEmpty != false && (actions.isEmpty || actions == ["REPLY"])
  }
}
