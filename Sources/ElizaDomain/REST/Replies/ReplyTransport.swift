import JSON

/// How the poster of a message wants the reply.
enum ReplyTransport {
  /// In the answer, once the agent has finished.
  case http
  /// As an event stream.
  case sse
  /// Over Socket.IO, or by looking later.
  case websocket

  /// Reads `transport`, or `mode` in its absence; null and nothing mean `websocket`.
  ///
  /// Throws the sentence real servers refuse other values with.
  static func requested(by body: JSON?) throws(Complaint) -> ReplyTransport {
    guard let value = (body?["transport"]).ifNotNull ?? (body?["mode"]).ifNotNull else {
      return .websocket
    }
    guard let name = value.stringValue else {
      throw Complaint(
        text: "Invalid transport type \"\(value.kindName)\". Transport must be a string.")
    }
    switch name {
    case "http", "sync": return .http
    case "sse", "stream": return .sse
    case "websocket": return .websocket
    default:
      throw Complaint(
        text:
          "Invalid transport \"\(name)\". Must be one of: http, sse, websocket, sync, stream")
    }
  }

  /// Why a value is refused.
  struct Complaint: Error {
    let text: String
  }
}
