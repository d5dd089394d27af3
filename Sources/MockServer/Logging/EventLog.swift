import ElizaDomain
import ElizaModel
import HTTP1
import HostInterface
import JSON
import Logging

/// Turns what happens into log lines, one an event: a text for people and facts for programs.
///
/// Each call first asks whether its level is wanted, so that a quiet server formats nothing.
final class EventLog {
  /// The clients that follow the log over Socket.IO.
  weak var audience: SocketEvents?
  /// What the latest lines are kept in for clients that ask.
  weak var memory: ServerLog?

  private let logger: Logger
  /// The least level that anybody but the audience wants; asking the logger costs more.
  private let threshold: Logger.Level
  private let time: () -> Timestamp
  private let scheduler: any Scheduler
  private var lastHeard: UInt64 = 0
  private var floods = RepetitionFilter()
  private var findings = RepetitionFilter()

  init(
    _ configuration: MockServerConfiguration, scheduler: any Scheduler,
    time: @escaping () -> Timestamp
  ) {
    self.time = time
    self.scheduler = scheduler
    logger = Logger(label: "eliza-mock") { _ in
      if let make = configuration.makeLogHandler { return make() }
      let level = configuration.logLevel
      return switch configuration.logFormat {
      case .pretty: PrettyLogHandler(level: level, isColoured: StandardError.isTerminal)
      case .json: JSONLogHandler(level: level)
      }
    }
    threshold = logger.logLevel
  }

  /// Whether anybody reads lines of a level.
  func isWanted(_ level: Logger.Level) -> Bool {
    level >= threshold || audience?.hasLogSubscribers == true
  }

  /// Writes a line; text and facts are made only when somebody reads it.
  func write(
    _ level: Logger.Level, _ kind: LogKind, _ text: @autoclosure () -> String,
    _ facts: @autoclosure () -> LogFacts = [:]
  ) {
    guard isWanted(level) else { return }
    let text = LogText.cut(text())
    var facts = facts().mapValues(\.cut)
    let entry = LogEntry(
      time: time(), level: level.elizaNumber, message: text, extra: EventLog.agent(in: facts))
    facts["event"] = .text(kind.rawValue)
    logger.log(level: level, "\(text)", metadata: facts)
    if level >= threshold { memory?.append(entry) }
    audience?.log(entry)
  }

  /// What the logs of ElizaOS say of the agent a line is about.
  private static func agent(in facts: LogFacts) -> JSONObject {
    guard let name = facts["agent"], let id = facts["agentId"] else { return [:] }
    return ["agentName": name.json, "agentId": id.json]
  }
}

/// The lines about requests and connections.
extension EventLog {
  func warning(_ text: String) {
    write(.warning, .warning, text)
  }

  func notice(_ text: String) {
    write(.notice, .notice, text)
  }

  /// A client broke a rule or passed a limit, and its connection is ended for it.
  func refused(_ reason: String, address: String, session: String? = nil) {
    var facts: LogFacts = ["peer": .text(address), "reason": .text(reason)]
    if let session { facts["session"] = .text(session) }
    write(.warning, .refused, "refused: \(reason)", facts)
  }

  /// A Socket.IO request was refused, as after a restart, when clients still use their old session.
  func requestRefused(_ reason: String, address: String) {
    write(
      .notice, .socketRequestRefused, "refused a Socket.IO request: \(reason)",
      ["peer": .text(address), "reason": .text(reason)])
  }

  /// Watches an exchange for the status it is answered with; costs nothing when nobody reads it.
  func watching(_ exchange: any HTTPExchange, of request: HTTPRequest) -> any HTTPExchange {
    guard isWanted(.info) else { return exchange }
    let began = scheduler.now
    return LoggedExchange(exchange) { [self] response in
      answered(request, with: response, after: began.duration(to: scheduler.now))
    }
  }

  /// A client that is told to slow down is mentioned once a minute, however fast it asks.
  private func answered(
    _ request: HTTPRequest, with response: HTTPResponse, after duration: Duration
  ) {
    let status = response.status.code
    if status == 429, !floods.passes("429", peer: request.peerAddress, at: scheduler.now) { return }
    let reason = AnswerReason.of(response)
    var facts: LogFacts = [
      "method": .text(request.method.rawValue), "path": .text(String(request.path)),
      "status": .number(status), "ms": .number(duration.milliseconds),
      "connection": .text(request.connection), "peer": .text(request.peerAddress),
    ]
    if let reason { facts["reason"] = .text(reason) }
    write(
      status >= 500 ? .warning : .info, .request,
      "\(request.method) \(request.path) → \(status)\(reason.map { ": \($0)" } ?? "")", facts)
  }

  /// One of the program's own files was sent.
  func pageServed(_ request: HTTPRequest, status: Int) {
    write(
      .debug, .request, "\(request.method) \(request.path) → \(status)",
      [
        "method": .text(request.method.rawValue), "path": .text(String(request.path)),
        "status": .number(status), "connection": .text(request.connection),
        "peer": .text(request.peerAddress),
      ])
  }

  func socketConnected(_ socketID: String, transport: String, address: String) {
    write(
      .info, .socketConnected, "connected",
      ["socket": .text(socketID), "transport": .text(transport), "peer": .text(address)])
  }

  func socketRefused(because reason: String, address: String) {
    write(
      .warning, .socketRefused, "refused a connection: \(reason)",
      ["peer": .text(address), "reason": .text(reason)])
  }

  func socketDisconnected(_ socketID: String, because reason: String) {
    write(
      .info, .socketDisconnected, "disconnected: \(reason)",
      ["socket": .text(socketID), "reason": .text(reason)])
  }

  func diagnostic(_ diagnostic: SocketDiagnostic) {
    write(.warning, .diagnostic, "\(diagnostic)", ["socket": .text(diagnostic.socketID)])
  }

  /// A client that opens a connection for every request is one frontend: over HTTP the same is said once a minute.
  func finding(_ rule: FindingRule, _ evidence: Evidence) {
    if evidence.connection.hasPrefix("http-"),
      !findings.passes("\(rule.id) \(evidence.observation)", peer: "", at: scheduler.now)
    {
      return
    }
    write(
      .notice, .finding,
      evidence.observation.isEmpty ? rule.title : "\(rule.title) (\(evidence.observation))",
      [
        "connection": .text(evidence.connection), "rule": .text(rule.id),
        "advice": .text(rule.advice),
      ])
  }

  func joined(_ socketID: String, room: String) {
    write(.info, .joined, "ROOM_JOINING", ["socket": .text(socketID), "room": .text(room)])
  }

  func left(_ socketID: String, room: String) {
    write(.info, .left, "left", ["socket": .text(socketID), "room": .text(room)])
  }
}

/// The lines about what is said.
extension EventLog {
  func agent(_ event: AgentEvent) {
    guard isWanted(.notice) else { return }
    switch event {
    case .thinking(let agent, let message, let source):
      heard(message)
      write(.info, .thinking, "THINKING \(agent.name)", facts(message, agent, by: source))
    case .replied(let agent, let message, let text, _, let source):
      write(
        .info, .reply, "messageBroadcast \(agent.name): \(text)",
        facts(message, agent, by: source, adding: ["text": .text(text)]))
    case .silent(let agent, let message, let reason, let source):
      write(
        .notice, .silence, "\(agent.name) does not answer: \(reason)",
        facts(message, agent, by: source, adding: ["reason": .text(reason.description)]))
    }
  }

  /// No agent is asked about a message.
  func unanswered(_ message: IncomingMessage, because reason: Silence) {
    guard isWanted(.notice) else { return }
    heard(message)
    write(
      .notice, .silence, "nobody answers: \(reason)",
      facts(message, adding: ["reason": .text(reason.description)]))
  }

  /// Tells of a message once, however many agents think about it.
  private func heard(_ message: IncomingMessage) {
    guard message.message.sequence != lastHeard else { return }
    lastHeard = message.message.sequence
    let sender = message.senderName ?? "User"
    write(
      .info, .message, "message \(sender): \(message.message.content.text)",
      facts(
        message,
        adding: ["sender": .text(sender), "text": .text(message.message.content.text)]))
  }

  private func facts(
    _ message: IncomingMessage, _ agent: Agent? = nil, by source: ReplySource? = nil,
    adding others: LogFacts = [:]
  ) -> LogFacts {
    var facts = others
    facts["channel"] = .text(message.channel.id)
    facts["message"] = .text(message.message.id)
    if let agent {
      facts["agent"] = .text(agent.name)
      facts["agentId"] = .text(agent.id)
    }
    source?.add(to: &facts)
    return facts
  }
}

extension Logger.Level {
  /// The level's number in the logs of ElizaOS.
  fileprivate var elizaNumber: JSON {
    switch self {
    case .trace: 10
    case .debug: 20
    case .info, .notice: 30
    case .warning: 40
    case .error: 50
    case .critical: 60
    }
  }
}

extension Duration {
  /// Milliseconds with two decimals.
  fileprivate var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds &* 100_000 &+ attoseconds / 10_000_000_000_000) / 100
  }
}
