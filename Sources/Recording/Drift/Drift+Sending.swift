import Bytes
import ElizaModel
import HTTP1
import JSON

extension Drift {
  /// A secret that the recorded client showed and that is not known here.
  package struct MissingSecret: Hashable, Sendable {
    /// Its name, such as `{secret:1}`.
    package let name: String
    /// The line of the file, from 1.
    package let line: Int
    /// What is to be sent there, such as `POST /api/messaging/sessions`.
    package let subject: String
  }

  /// The secrets without which something cannot be sent, each with the first line that needs it.
  package var missingSecrets: [MissingSecret] {
    var missing: [MissingSecret] = []
    for index in script.secretive {
      let content = sendable(line(index).content)
      for token in tokens(in: content) {
        guard case .secret(let name) = token, secret(name) == nil,
          !missing.contains(where: { $0.name == name })
        else { continue }
        missing.append(MissingSecret(name: name, line: index + 1, subject: subject(of: content)))
      }
    }
    return missing
  }

  /// Takes a step; what stands in its way is told.
  mutating func send(_ index: Int, at now: Duration) -> [DriftAction] {
    let recorded = line(index)
    let content = sendable(recorded.content)
    if let obstacle = obstacle(to: content) {
      unsent.insert(index)
      if !obstacle.text.isEmpty {
        report.add(
          .untried, obstacle.weight, line: index + 1, detail: obstacle.detail, obstacle.text)
      }
      return []
    }
    for case .id(let name) in tokens(in: content) {
      values.bind(name, ReplayValues.minted(name, round: 0, seed: options.seed))
    }
    return actions(for: content, index, liveText(recorded, at: now))
  }

  private mutating func actions(
    for content: FixtureLine.Content, _ index: Int, _ live: LiveText
  ) -> [DriftAction] {
    switch content {
    case .request(let request): return ask(request, index, live)
    case .open(let opening):
      let key = DriftScript.SocketKey(
        connection: opening.connection, namespace: opening.namespace)
      // One that the target has not put out, as the recorded server did, has to leave before it can come back.
      let isStillOpen = sockets[key] == .open
      sockets[key] = .opening
      let polls = opening.transport != "websocket"
      let connection = DriftConnection(
        name: opening.connection, namespace: opening.namespace, polls: polls,
        upgrades: polls && script.upgrades[opening.connection] != nil)
      let leaving = DriftAction.disconnect(
        connection: opening.connection, namespace: opening.namespace)
      return (isStillOpen ? [leaving] : [])
        + [.connect(connection, auth: opening.auth.map(live.value))]
    case .event(let event):
      return [
        .emit(
          connection: event.connection, namespace: event.namespace, name: event.name,
          arguments: event.arguments.map(live.value), attachments: event.attachments,
          acknowledgement: event.acknowledgement)
      ]
    case .acknowledgement(let answer):
      guard let token = tokens[DriftScript.SocketKey(answer)] else { return [] }
      return [
        .acknowledge(
          connection: answer.connection, namespace: answer.namespace, number: token,
          arguments: answer.arguments.map(live.value), attachments: answer.attachments)
      ]
    case .shut(let closing):
      for key in sockets.keys where closing.ends(key) && sockets[key] != .gone {
        sockets[key] = .left
      }
      return [.disconnect(connection: closing.connection, namespace: closing.namespace)]
    case .head, .response, .upgrade, .room, .note, .end: return []
    }
  }

  private mutating func ask(
    _ request: RecordedRequest, _ index: Int, _ live: LiveText
  ) -> [DriftAction] {
    // An id of the server's is anything it likes; in a target it must stay one item.
    let encoded = LiveText(
      id: { PercentCoding.encodeURIComponent(live.id($0)) }, moment: live.moment,
      secret: { PercentCoding.encodeURIComponent(live.secret($0)) })
    let target = encoded.text(request.target)
    var headers = options.headers
    for field in request.headers { headers.add(field.name, live.text(field.value)) }
    guard Drift.isSendable(request.method, target) else {
      unsent.insert(index)
      report.add(
        .untried, .note, line: index + 1, subject: DriftScript.subject(of: request),
        "not sent: no request can be like this")
      return []
    }
    answers[index] = LiveAnswer()
    return [
      .request(
        exchange: index, method: request.method, target: target, headers: headers,
        body: live.body(request.body).sent)
    ]
  }

  /// Whether method and target make one request and not two.
  private static func isSendable(_ method: String, _ target: String) -> Bool {
    !method.isEmpty && method.utf8.allSatisfy { $0.isWord } && target.hasPrefix("/")
      && target.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  private struct Obstacle {
    var weight = DriftFinding.Weight.difference
    let text: String
    var detail = ""
  }

  /// Why something cannot be sent; with an empty text it needs no telling.
  private func obstacle(to content: FixtureLine.Content) -> Obstacle? {
    if let socket = content.socket, sockets[socket] != .open {
      if case .event = content {
        return Obstacle(text: "not sent: connection \(socket.connection) is not open")
      }
      if case .acknowledgement = content { return Obstacle(text: "") }
    }
    if case .acknowledgement(let answer) = content, tokens[DriftScript.SocketKey(answer)] == nil {
      return Obstacle(text: "")
    }
    if case .request(let request) = content, case .omitted(let count) = request.body {
      return Obstacle(weight: .note, text: "not sent: its body of \(count) bytes was not recorded")
    }
    for token in tokens(in: content) {
      switch token {
      case .id(let name):
        guard values[name] == nil, let coined = script.coined[name] else { continue }
        return Obstacle(
          text: "not sent: the target never gave \(name)", detail: ", which line \(coined + 1) has")
      case .secret(let name):
        if secret(name) == nil { return Obstacle(text: "not sent: \(name) is not known") }
      case .time, .epoch, .digits: continue
      }
    }
    return nil
  }

  /// A line of the client without the fields that every request has another way.
  private func sendable(_ content: FixtureLine.Content) -> FixtureLine.Content {
    guard case .request(var request) = content else { return content }
    request.headers.removeAll { options.headers[$0.name] != nil }
    return .request(request)
  }

  private func tokens(in content: FixtureLine.Content) -> [FixtureToken] {
    var tokens: [FixtureToken] = []
    let line = FixtureLine(number: 0, time: .zero, content)
    Mentions.visit(.object(line.object)) { tokens.append($0) }
    return tokens
  }

  private func secret(_ name: String) -> String? {
    Int(name.dropFirst(8).dropLast()).flatMap { options.secrets[$0] }
  }

  private func liveText(_ line: FixtureLine, at now: Duration) -> LiveText {
    let start = options.start.advanced(by: now - line.time).milliseconds
    return LiveText(
      id: { values[$0] ?? $0 },
      moment: { values[ReplayValues.moment($0)].flatMap { Int64($0) } ?? start &+ $0 },
      secret: { secret($0) ?? $0 })
  }

  /// What a line of the client is about, for people.
  func subject(of content: FixtureLine.Content) -> String {
    switch content {
    case .request(let request): DriftScript.subject(of: request)
    case .event(let event): Drift.subject(of: event.name, in: event.namespace)
    default: "connection \(content.connection ?? "")"
    }
  }

  /// What an event is about, for people.
  static func subject(of event: String, in namespace: String) -> String {
    let place = namespace == "/" ? "" : " in \(VisibleText.plain(namespace))"
    return "event \(VisibleText.plain(event))\(place)"
  }
}

extension FixtureLine.Content {
  /// The socket that a line is about; nil for HTTP, whole connections and remarks.
  var socket: DriftScript.SocketKey? {
    guard let connection, let namespace else { return nil }
    return DriftScript.SocketKey(connection: connection, namespace: namespace)
  }
}

extension RecordedClosing {
  /// Whether a socket is no more after it.
  func ends(_ socket: DriftScript.SocketKey) -> Bool {
    socket.connection == connection && namespace.map { $0 == socket.namespace } ?? true
  }
}

extension DriftScript.SocketKey {
  /// The acknowledgement under a number.
  init(_ answer: RecordedAcknowledgement) {
    self.init(
      connection: answer.connection, namespace: answer.namespace, number: answer.acknowledgement)
  }
}
