import Bytes

/// Why the server does not take a request; the raw value is the code that the client is told.
///
/// The answer is JSON with the code and the message, in place of a 101 too.
public enum Refusal: Int, Error, Hashable, Sendable {
  /// The query names no transport that the server offers.
  case unknownTransport = 0
  /// The query names a session that does not exist, or no longer.
  case unknownSession = 1
  /// A session can be opened with GET only.
  case badHandshakeMethod = 2
  /// The request does not fit the state of its session.
  case badRequest = 3
  /// The host does not let this client in.
  case forbidden = 4
  /// The query asks for another revision than 4.
  case unsupportedVersion = 5

  /// The message that the client is told.
  public var message: String {
    switch self {
    case .unknownTransport: "Transport unknown"
    case .unknownSession: "Session ID unknown"
    case .badHandshakeMethod: "Bad handshake method"
    case .badRequest: "Bad request"
    case .forbidden: "Forbidden"
    case .unsupportedVersion: "Unsupported protocol version"
    }
  }

  /// The HTTP status of the answer.
  public var statusCode: Int { self == .forbidden ? 403 : 400 }

  /// The body of the answer.
  public var body: [UInt8] {
    Array(#"{"code":\#(rawValue),"message":"\#(message)"}"#.utf8)
  }
}
