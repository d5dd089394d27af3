import ElizaDomain
import ElizaModel
import HTTP1
import Logging

/// Turns what happens into log lines, one an event.
///
/// Each call first asks whether its level is wanted, so that a quiet server formats nothing.
final class EventLog {
  private let logger: Logger

  init(format: LogFormat, level: Logger.Level) {
    logger = Logger(label: "eliza-mock") { _ in
      switch format {
      case .pretty: PrettyLogHandler(level: level, isColoured: StandardError.isTerminal)
      case .json: JSONLogHandler(level: level)
      }
    }
  }

  func warning(_ text: String) {
    logger.warning("⚠️ \(text)")
  }

  /// Watches an exchange for the status it is answered with; costs nothing when nobody reads it.
  func watching(_ exchange: any HTTPExchange, of request: HTTPRequest) -> any HTTPExchange {
    guard logger.logLevel <= .info else { return exchange }
    return LoggedExchange(exchange) { [self] status in
      logger.log(
        level: status.code >= 500 ? .warning : .info,
        "📡 \(request.method) \(request.path) → \(status.code)")
    }
  }

  func socketConnected(_ socketID: String, transport: String, address: String) {
    logger.info(
      "✅ connected",
      metadata: ["socket": "\(socketID)", "transport": "\(transport)", "peer": "\(address)"])
  }

  func socketRefused(because reason: String, address: String) {
    logger.warning("⛔ refused a connection: \(reason)", metadata: ["peer": "\(address)"])
  }

  func socketDisconnected(_ socketID: String, because reason: String) {
    logger.info("👋 disconnected: \(reason)", metadata: ["socket": "\(socketID)"])
  }

  func diagnostic(_ diagnostic: SocketDiagnostic) {
    logger.warning("❓ \(diagnostic)", metadata: ["socket": "\(diagnostic.socketID)"])
  }

  func finding(_ finding: Finding) {
    logger.notice(
      "💡 \(finding.leniency.message)", metadata: ["connection": "\(finding.connection)"])
  }

  func joined(_ socketID: String, room: String) {
    logger.info("🏠 ROOM_JOINING", metadata: ["socket": "\(socketID)", "room": "\(room)"])
  }

  func left(_ socketID: String, room: String) {
    logger.info("🚪 left", metadata: ["socket": "\(socketID)", "room": "\(room)"])
  }

  func agent(_ event: AgentEvent) {
    switch event {
    case .thinking(let agent, let message):
      heard(message)
      logger.info(
        "💭 THINKING \(agent.name)", metadata: ["channel": "\(message.channel.id)"])
    case .replied(let agent, let message, let text, _):
      logger.info(
        "🤖 messageBroadcast \(agent.name): \(text)",
        metadata: ["channel": "\(message.channel.id)"])
    case .silent(let agent, let message, let reason):
      if agent == nil { heard(message) }
      logger.notice(
        "🤐 \(agent?.name ?? "nobody") does not answer: \(reason.description)",
        metadata: ["channel": "\(message.channel.id)"])
    }
  }

  private func heard(_ message: IncomingMessage) {
    logger.info(
      "📨 message \(message.senderName ?? "User"): \(message.message.content.text)",
      metadata: ["channel": "\(message.channel.id)"])
  }
}
