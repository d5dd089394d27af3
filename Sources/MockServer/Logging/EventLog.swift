import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Logging

/// Turns what happens into log lines, one an event.
///
/// Each call first asks whether its level is wanted, so that a quiet server formats nothing.
final class EventLog {
  /// The clients that follow the log over Socket.IO.
  weak var audience: SocketEvents?

  private let logger: Logger
  /// The least level that anybody but the audience wants; asking the logger costs more.
  private let threshold: Logger.Level
  private let time: () -> Timestamp
  private var lastHeard: UInt64 = 0

  init(_ configuration: MockServerConfiguration, time: @escaping () -> Timestamp) {
    self.time = time
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

  func warning(_ text: String) {
    write(.warning, "⚠️ \(text)")
  }

  func notice(_ text: String) {
    write(.notice, text)
  }

  /// A client broke a rule or passed a limit, and its connection is ended for it.
  func refused(_ reason: String, address: String, session: String? = nil) {
    var facts: Logger.Metadata = ["peer": "\(address)"]
    if let session { facts["session"] = "\(session)" }
    write(.warning, "⛔ refused: \(reason)", facts)
  }

  /// A Socket.IO request was refused, as after a restart, when clients still use their old session.
  func requestRefused(_ reason: String, address: String) {
    write(.notice, "⛔ refused a Socket.IO request: \(reason)", ["peer": "\(address)"])
  }

  /// Watches an exchange for the status it is answered with; costs nothing when nobody reads it.
  func watching(_ exchange: any HTTPExchange, of request: HTTPRequest) -> any HTTPExchange {
    guard isWanted(.info) else { return exchange }
    return LoggedExchange(exchange) { [self] status in
      write(
        status.code >= 500 ? .warning : .info,
        "📡 \(request.method) \(request.path) → \(status.code)")
    }
  }

  func socketConnected(_ socketID: String, transport: String, address: String) {
    write(
      .info, "✅ connected",
      ["socket": "\(socketID)", "transport": "\(transport)", "peer": "\(address)"])
  }

  func socketRefused(because reason: String, address: String) {
    write(.warning, "⛔ refused a connection: \(reason)", ["peer": "\(address)"])
  }

  func socketDisconnected(_ socketID: String, because reason: String) {
    write(.info, "👋 disconnected: \(reason)", ["socket": "\(socketID)"])
  }

  func diagnostic(_ diagnostic: SocketDiagnostic) {
    write(.warning, "❓ \(diagnostic)", ["socket": "\(diagnostic.socketID)"])
  }

  func finding(_ finding: Finding) {
    write(.notice, "💡 \(finding.leniency.message)", ["connection": "\(finding.connection)"])
  }

  func joined(_ socketID: String, room: String) {
    write(.info, "🏠 ROOM_JOINING", ["socket": "\(socketID)", "room": "\(room)"])
  }

  func left(_ socketID: String, room: String) {
    write(.info, "🚪 left", ["socket": "\(socketID)", "room": "\(room)"])
  }

  func agent(_ event: AgentEvent) {
    guard isWanted(.notice) else { return }
    switch event {
    case .thinking(let agent, let message):
      heard(message)
      write(.info, "💭 THINKING \(agent.name)", ["channel": "\(message.channel.id)"])
    case .replied(let agent, let message, let text, _):
      write(
        .info, "🤖 messageBroadcast \(agent.name): \(text)",
        ["channel": "\(message.channel.id)"])
    case .silent(let agent, let message, let reason):
      if agent == nil { heard(message) }
      write(
        .notice, "🤐 \(agent?.name ?? "nobody") does not answer: \(reason.description)",
        ["channel": "\(message.channel.id)"])
    }
  }

  /// Tells of a message once, however many agents think about it.
  private func heard(_ message: IncomingMessage) {
    guard message.message.sequence != lastHeard else { return }
    lastHeard = message.message.sequence
    write(
      .info, "📨 message \(message.senderName ?? "User"): \(message.message.content.text)",
      ["channel": "\(message.channel.id)"])
  }

  private func isWanted(_ level: Logger.Level) -> Bool {
    level >= threshold || audience?.hasLogSubscribers == true
  }

  private func write(
    _ level: Logger.Level, _ text: @autoclosure () -> String,
    _ metadata: @autoclosure () -> Logger.Metadata = [:]
  ) {
    guard isWanted(level) else { return }
    let text = text()
    logger.log(level: level, "\(text)", metadata: metadata())
    audience?.log(LogEntry(time: time(), level: level.elizaNumber, message: text))
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
