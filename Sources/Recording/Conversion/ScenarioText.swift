import JSON

/// Writes a scenario of what an agent was asked and answered in a fixture.
///
/// Each text becomes a rule, with a turn for every time it was sent; what passed until the first answer becomes the
/// agent's thinking time, and ids within texts become variables.
package struct ScenarioText {
  /// What was sent and what came of it.
  private struct Exchange {
    let asked: String
    let time: Duration
    var answers: [(text: String, time: Duration)] = []
  }

  private var exchanges: [Int: Exchange] = [:]
  private var order: [Int] = []
  private var agent = "Eliza"
  /// The messages of the agent that are known, by id.
  private var seen: Set<String> = []

  /// The file; nil when the fixture holds no message to an agent.
  package static func text(of fixture: Fixture, name: String) -> String? {
    var text = ScenarioText()
    for line in fixture.lines { text.read(line) }
    return text.order.isEmpty ? nil : text.written(name, fixture.head)
  }

  private mutating func read(_ line: FixtureLine) {
    switch line.content {
    case .event(let event) where event.direction == .toServer:
      let payload = event.arguments.first?["payload"]
      if let text = payload?["message"]?.stringValue { ask(text, line) }
    case .request(let request)
    where request.method == "POST" && request.target.hasSuffix("/messages"):
      if case .json(let json) = request.body, let text = json["content"]?.stringValue {
        ask(text, line)
      }
    case .response(let response):
      if case .json(let json) = response.body,
        let text = json.at("agentResponse.text")?.stringValue
      {
        answer(text, line)
      } else if case .json(let json) = response.body {
        readHistory(json["messages"]?.arrayValue ?? [])
      }
    case .event(let event) where event.name == "messageBroadcast":
      let message = event.arguments.first
      guard message?["source"]?.stringValue == "agent_response" else { return }
      agent = message?["senderName"]?.stringValue ?? agent
      if let id = message?["id"]?.stringValue { seen.insert(id) }
      if let text = message?["text"]?.stringValue { answer(text, line) }
    default: break
    }
  }

  private mutating func ask(_ text: String, _ line: FixtureLine) {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    order.append(line.number)
    exchanges[line.number] = Exchange(asked: text, time: line.time)
  }

  private mutating func answer(_ text: String, _ line: FixtureLine) {
    // Every socket in the room heard it once.
    guard let cause = line.cause, let exchange = exchanges[cause],
      exchange.answers.last?.text != text, !text.isEmpty
    else { return }
    exchanges[cause]?.answers.append((text, line.time))
  }

  /// Takes the answers that a client without a socket has found in the history, newest first.
  private mutating func readHistory(_ messages: [JSON]) {
    for message in messages.reversed() where message["isAgent"]?.boolValue == true {
      guard let id = message["id"]?.stringValue, seen.insert(id).inserted,
        let text = message["content"]?.stringValue, !text.isEmpty,
        let moment = message["createdAt"]?.stringValue,
        case (.time(let offset), _)? = FixtureToken.read(Array(moment.utf8)[...])
      else { continue }
      let time = Duration.milliseconds(offset)
      guard let number = order.last(where: { exchanges[$0]?.time ?? time < time }) else { continue }
      exchanges[number]?.answers.append((text, time))
    }
  }

  private func written(_ name: String, _ head: FixtureHead) -> String {
    var lines = [
      "# Made of a recording\(head.source.map { " of \($0)" } ?? "").", "format: eliza-mock/1",
      "name: \(ScenarioText.quoted(name))", "agents:", "  - id: \(ScenarioText.quoted(agent))",
      "    name: \(ScenarioText.quoted(agent))",
    ]
    if let think { lines.append("    think: \(think)") }
    lines.append("rules:")
    var texts: [String] = []
    var turns: [String: [Exchange]] = [:]
    for number in order {
      guard let exchange = exchanges[number] else { continue }
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

  private static func steps(of turns: [Exchange]) -> [String] {
    guard turns.count > 1 else {
      return ["    do:"] + (turns.first.map(steps) ?? []).map { "      \($0)" }
    }
    return ["    then: repeat", "    turns:"]
      + turns.flatMap { turn in ["      - do:"] + steps(of: turn).map { "          \($0)" } }
  }

  private static func steps(of exchange: Exchange) -> [String] {
    var steps: [String] = []
    var last: Duration?
    for answer in exchange.answers {
      if let last, answer.time > last {
        steps.append("- wait: \(LineTime.microseconds(answer.time - last) / 1000)ms")
      }
      steps.append("- say: \(quoted(variables(in: answer.text)))")
      last = answer.time
    }
    return steps.isEmpty ? ["- ignore"] : steps
  }

  /// The waits for first answers, as a scenario says it; nil when there was none.
  private var think: String? {
    let waits = order.compactMap { exchanges[$0] }.compactMap { exchange in
      exchange.answers.first.map { LineTime.microseconds($0.time - exchange.time) / 1000 }
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
