public import JSON

/// The body of a refusal, in the five families of the real server and the one of its Socket.IO transport.
public enum ErrorBody: JSONRepresentable {
  /// Family A: agents, memory, runs, media; also rate limits and content types.
  case coded(code: String, message: String, details: String? = nil)
  /// Family B: channels, message servers, jobs.
  case text(String, details: String? = nil)
  /// Family C: sessions.
  case session(code: String, message: String, timestamp: Timestamp)
  /// Family D: whatever a handler failed with; `code` is a number, or in places a text.
  case handler(message: String, code: JSON)
  /// Family E: an error without an envelope, such as a missing API key.
  case bare(String, message: String? = nil)
  /// Engine.IO: a transport request that was refused.
  case transport(code: Int, message: String)

  /// No route fits the path.
  public static let unknownRoute = ErrorBody.handler(message: "API endpoint not found", code: 404)

  /// The text for people.
  public var message: String {
    switch self {
    case .coded(_, let message, _), .session(_, let message, _), .handler(let message, _),
      .transport(_, let message):
      message
    case .text(let text, _): text
    case .bare(let text, let message): message ?? text
    }
  }

  /// The text for programs, where there is one.
  public var code: String? {
    switch self {
    case .coded(let code, _, _), .session(let code, _, _): code
    case .handler(_, let code): code.stringValue ?? code.text
    case .transport(let code, _): String(code)
    case .text, .bare: nil
    }
  }
}
