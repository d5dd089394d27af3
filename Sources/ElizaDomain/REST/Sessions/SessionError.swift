import ElizaModel
import HTTP1
import JSON

/// What the sessions API refuses, with the texts of real servers.
enum SessionError {
  case notFound(String)
  case expired(String, Timestamp)
  case agentNotFound(String)
  case missingFields
  case invalidID(field: String)
  case invalidContent(String)
  case metadataTooLarge
  case invalidPagination(String, reason: String)
  case invalidTimeout(String)
  case renewalFailed(String)
  case sendFailed(String)
  case unexpected

  /// The refusal, as given at `now`.
  func refusal(at now: Timestamp) -> Refusal {
    Refusal(status, .session(code: code, message: message, timestamp: now))
  }

  private var status: HTTPStatus {
    switch self {
    case .notFound, .agentNotFound: .notFound
    case .expired: .gone
    case .sendFailed, .unexpected: .internalServerError
    default: .badRequest
    }
  }

  private var code: String {
    switch self {
    case .notFound: "SESSION_NOT_FOUND"
    case .expired: "SESSION_EXPIRED"
    case .agentNotFound: "AGENT_NOT_FOUND"
    case .renewalFailed: "SESSION_RENEWAL_FAILED"
    case .sendFailed: "MESSAGE_SEND_FAILED"
    case .unexpected: "INTERNAL_SERVER_ERROR"
    default: "VALIDATION_ERROR"
    }
  }

  private var message: String {
    switch self {
    case .notFound(let id): "Session with ID '\(id)' not found"
    case .expired(let id, let moment): "Session '\(id)' expired at \(moment.isoText)"
    case .agentNotFound(let id): "Agent with ID '\(id)' not found"
    case .missingFields: "Missing required fields: agentId, userId"
    case .invalidID(let field): "Invalid UUID format for field '\(field)'"
    case .invalidContent(let reason): "Invalid content: \(reason)"
    case .metadataTooLarge: "Invalid metadata: Metadata exceeds maximum size of 10240 bytes"
    case .invalidPagination(let name, let reason):
      "Invalid pagination parameter '\(name)': \(reason)"
    case .invalidTimeout(let reason): "Invalid timeout configuration: \(reason)"
    case .renewalFailed(let id): "Cannot renew session '\(id)': Maximum duration reached"
    case .sendFailed(let id):
      "Failed to send message in session '\(id)': Failed to create message in database"
    case .unexpected: "An unexpected error occurred"
    }
  }
}
