package import HTTP1
import JSON

extension Drift {
  /// The head of an answer came.
  package mutating func answering(_ exchange: Int, status: Int, headers: HTTPHeaders) {
    answers[exchange]?.status = status
    answers[exchange]?.headers = headers
  }

  /// A piece of its body came.
  package mutating func answering(_ exchange: Int, _ bytes: [UInt8]) {
    answers[exchange]?.take(bytes)
  }

  /// The answer is complete.
  package mutating func answered(_ exchange: Int, at now: Duration) {
    guard let answer = answers[exchange], !answer.isOver, !isOver else { return }
    if exchange == Drift.agentInquiry { return takeAgents(answer, at: now) }
    endAnswer(exchange)
    for index in script.answers[exchange] ?? [] { meet(index, at: now) }
  }

  /// There is no answer, or no end of it.
  package mutating func unanswered(_ exchange: Int, _ reason: String, at now: Duration) {
    guard let answer = answers[exchange], !answer.isOver, !isOver else { return }
    if exchange == Drift.agentInquiry { return takeAgents(LiveAnswer(), at: now) }
    answers[exchange] = nil
    let lines = script.answers[exchange] ?? []
    for index in lines { meet(index, at: now) }
    guard let place = lines.first else { return }
    let text = answer.status == nil ? "no answer" : "no end of the answer"
    report.add(
      .unanswered, line: place + 1, subject: subject(of: line(exchange).content),
      "\(text): \(VisibleText.plain(reason))")
  }

  /// Waits for an answer no longer.
  mutating func abandon(_ exchange: Int) -> [DriftAction] {
    guard let answer = answers[exchange], !answer.isOver else { return [] }
    let seconds = options.timeout / .seconds(1)
    unanswered(exchange, "waited \(seconds) s longer than recorded", at: .zero)
    return [.abandon(exchange: exchange)]
  }

  /// Compares what has come of an answer, and lets go of it.
  mutating func endAnswer(_ exchange: Int) {
    guard let answer = answers.removeValue(forKey: exchange), let status = answer.status,
      case .request(let request) = line(exchange).content
    else { return }
    let pieces = (script.answers[exchange] ?? []).compactMap { index -> RecordedResponse? in
      if case .response(let response) = line(index).content { response } else { nil }
    }
    guard let first = pieces.first, let place = script.answers[exchange]?.first else { return }
    report.answers += 1
    let recorded = WholeAnswer(pieces)
    let about = About(
      line: place + 1, subject: DriftScript.subject(of: request),
      kind: DriftScript.kind(of: request, first))
    if let was = recorded.status, was != status {
      let said = status < 400 ? [] : answer.bytes.prefix(400)
      let words = VisibleText.plain(String(decoding: said, as: UTF8.self))
      report.add(
        .status, line: about.line, subject: about.subject, place: "status",
        detail: words.isEmpty ? "" : " (\(words))", "status is \(status), was \(was)")
      // Another outcome has a body of its own, which tells nothing about the recorded one.
      guard was / 100 == status / 100 else { return }
    }
    compareHeaders(recorded, answer, about)
    compareBodies(recorded, answer, about)
  }

  /// What a finding is about.
  struct About {
    let line: Int
    let subject: String
    let kind: String
  }

  private mutating func compareHeaders(
    _ recorded: WholeAnswer, _ answer: LiveAnswer, _ about: About
  ) {
    var seen: Set<String> = []
    for field in recorded.headers where seen.insert(field.name.lowercased()).inserted {
      guard let live = answer.headers[field.name] else {
        report.add(
          .header, line: about.line, subject: about.subject, place: "headers.\(field.name)",
          "header \(VisibleText.plain(field.name)) is missing")
        continue
      }
      guard field.name.lowercased() == "content-type" else { continue }
      let (was, type) = (Drift.mediaType(field.value), Drift.mediaType(live))
      if was != type {
        report.add(
          .header, line: about.line, subject: about.subject, place: "headers.\(field.name)",
          "header \(field.name) is \(VisibleText.plain(type)), was \(VisibleText.plain(was))")
      }
    }
  }

  private static func mediaType(_ value: String) -> String {
    let type = value.prefix { $0 != ";" }.lowercased()
    return String(type.drop { $0 == " " }.prefix { $0 != " " })
  }

  private mutating func compareBodies(
    _ recorded: WholeAnswer, _ answer: LiveAnswer, _ about: About
  ) {
    var body = answer.body
    // What the fields say is told apart from what the body is.
    if case .text(let text) = body, case .json = recorded.body, let json = try? JSON(parsing: text)
    {
      body = .json(json)
    }
    switch (recorded.body, body) {
    case (.json(let json), .json(let live)):
      compare([json], [live], about, places: ["json"])
    case (.text(let text), .text(let live)) where recorded.isEventStream:
      let recorded = EventStreamText.events(recorded: text)
      compare([recorded], [EventStreamText.events(live: live)], about, places: ["stream"])
    case (.text, .text), (.bytes, .bytes), (.none, .none): break
    case (.omitted, let live) where live != .none: break
    case (let body, .omitted) where body != .none: break
    case (let body, let live):
      report.add(
        .body, line: about.line, subject: about.subject, place: "body",
        "the body is \(live.words), was \(body.words)")
    }
  }

  /// Compares values that belong together, and learns what names stand for.
  mutating func compare(_ recorded: [JSON], _ live: [JSON], _ about: About, places: [String]) {
    var alignment = Alignment(values)
    for (value, other) in zip(recorded, live) { alignment.align(value, other) }
    values.bind(alignment.found)
    tell(differences(recorded, live, kind: about.kind, places: places), about)
  }

  /// How the shapes of values differ.
  mutating func differences(
    _ recorded: [JSON], _ live: [JSON], kind: String, places: [String]
  ) -> [ShapeComparison.Difference] {
    let anywhere = shapes(of: kind)
    var comparison = ShapeComparison()
    for (index, place) in places.enumerated() {
      guard index < recorded.count, index < live.count else {
        let isMissing = index < recorded.count
        comparison.add(
          isMissing ? .missing : .new, .difference, place, isMissing ? "is missing" : "is new")
        continue
      }
      comparison.compare(
        Shape(recorded: recorded[index]), Shape(live: live[index], isID: values.isID),
        anywhere: index < anywhere.count ? anywhere[index] : nil, at: place)
    }
    return comparison.differences
  }

  mutating func tell(_ differences: [ShapeComparison.Difference], _ about: About) {
    for difference in differences {
      report.add(
        difference.kind, difference.weight, line: about.line, subject: about.subject,
        place: difference.place, difference.text)
    }
  }
}

extension RecordedBody {
  fileprivate var words: String {
    switch self {
    case .none: "empty"
    case .json: "JSON"
    case .text: "text"
    case .bytes: "bytes"
    case .omitted: "long"
    }
  }
}
