/// Why a WebSocket is closed (RFC 6455 §7.4).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
  /// The number.
  public let rawValue: UInt16

  /// Wraps any number.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The purpose has been fulfilled.
  public static let normal = CloseCode(rawValue: 1000)
  /// The server goes down or the page is left.
  public static let goingAway = CloseCode(rawValue: 1001)
  /// The peer broke the protocol.
  public static let protocolError = CloseCode(rawValue: 1002)
  /// A kind of data that is not accepted.
  public static let unsupportedData = CloseCode(rawValue: 1003)
  /// The close frame had no code; never on the wire.
  public static let noStatus = CloseCode(rawValue: 1005)
  /// There was no close frame; never on the wire.
  public static let abnormal = CloseCode(rawValue: 1006)
  /// Text that is not UTF-8.
  public static let invalidPayload = CloseCode(rawValue: 1007)
  /// The message offends a policy.
  public static let policyViolation = CloseCode(rawValue: 1008)
  /// The message is too large.
  public static let messageTooBig = CloseCode(rawValue: 1009)
  /// Something unexpected happened to the server.
  public static let internalError = CloseCode(rawValue: 1011)

  /// Whether the code may stand in a close frame: registered for that, or of a range left to
  /// libraries (3000–3999) and applications (4000–4999).
  public var isValidOnWire: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}
