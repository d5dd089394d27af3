import ElizaModel
import JSON

/// What somebody who makes a job asks for, checked in the order and the words of real servers.
struct JobRequest {
  /// The most UTF-16 code units a question may have.
  private static let contentLimit = 50_000
  /// The most UTF-16 code units the metadata may have as JSON text.
  private static let metadataLimit = 10_000
  /// The milliseconds an agent may be given.
  private static let timeouts = 1_000.0...300_000.0

  /// The agent named; nil for whichever there is.
  let agentID: String?
  let userID: String
  let content: String
  let metadata: JSON
  /// Milliseconds; nil when nothing is said.
  let timeout: Double?

  /// Reads a body; throws 400.
  init(_ body: JSON?) throws(Refusal) {
    guard let body else { throw .message(.badRequest, "Request body must be an object") }
    let agent = try JobRequest.agent(body["agentId"])
    guard let user = body["userId"]?.stringValue else {
      throw .message(.badRequest, "userId is required and must be a valid UUID string")
    }
    content = try JobRequest.content(body["content"])
    metadata = try JobRequest.metadata(body["metadata"])
    timeout = try JobRequest.timeout(body["timeoutMs"])
    guard Identifier.isUUID(user) else {
      throw .message(.badRequest, "Invalid userId format (must be valid UUID)")
    }
    if let agent, !Identifier.isUUID(agent) {
      throw .message(.badRequest, "Invalid agentId format (must be valid UUID)")
    }
    agentID = agent
    userID = user
  }

  /// An empty text names nobody.
  private static func agent(_ value: JSON?) throws(Refusal) -> String? {
    guard let value else { return nil }
    guard let text = value.stringValue else {
      throw .message(.badRequest, "agentId must be a valid UUID string")
    }
    return text.isEmpty ? nil : text
  }

  private static func content(_ value: JSON?) throws(Refusal) -> String {
    guard let text = value?.stringValue else {
      throw .message(.badRequest, "content is required and must be a string")
    }
    guard !text.isEmpty else { throw .message(.badRequest, "content cannot be empty") }
    guard text.utf16.count <= contentLimit else {
      throw .message(
        .badRequest, "content exceeds maximum length of \(contentLimit) characters")
    }
    return text
  }

  private static func metadata(_ value: JSON?) throws(Refusal) -> JSON {
    guard let value else { return [:] }
    guard value.objectValue != nil || value.arrayValue != nil else {
      throw .message(.badRequest, "metadata must be an object")
    }
    guard value.text.utf16.count <= metadataLimit else {
      throw .message(.badRequest, "metadata exceeds maximum size of \(metadataLimit) bytes")
    }
    return value
  }

  private static func timeout(_ value: JSON?) throws(Refusal) -> Double? {
    guard let value else { return nil }
    guard case .number(let number) = value, number.doubleValue >= 0 else {
      throw .message(.badRequest, "timeoutMs must be a positive number")
    }
    guard number.doubleValue >= timeouts.lowerBound else {
      throw .message(.badRequest, "timeoutMs must be at least 1000ms")
    }
    guard number.doubleValue <= timeouts.upperBound else {
      throw .message(.badRequest, "timeoutMs cannot exceed 300000ms")
    }
    return number.doubleValue
  }
}
