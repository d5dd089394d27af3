import Bytes
import JSON
public import SocketIO

/// An event encoded once, for however many sockets it goes to.
public struct EncodedEvent: Hashable, Sendable {
  /// A compact JSON array of the name and the arguments, in UTF-8.
  public let bytes: [UInt8]

  /// What placeholders in the arguments point at, in order.
  public let attachments: [[UInt8]]

  /// Wraps an array that is already encoded: `["name",…]`.
  public init(encoded bytes: [UInt8], attachments: [[UInt8]] = []) {
    self.bytes = bytes
    self.attachments = attachments
  }

  /// Encodes a name and arguments.
  public init(_ name: String, _ arguments: Arguments = Arguments()) {
    let encoded = arguments.bytes
    self.init(name, encoded: encoded.span, attachments: arguments.attachments)
  }

  /// Encodes a name with arguments that are encoded already and joined by commas.
  public init(_ name: String, encoded arguments: Span<UInt8>, attachments: [[UInt8]] = []) {
    var bytes: [UInt8] = []
    PacketEncoder.appendEvent(name, arguments: arguments, to: &bytes)
    self.init(encoded: bytes, attachments: attachments)
  }

  /// The type of packet that carries it.
  var packetType: PacketType { attachments.isEmpty ? .event : .binaryEvent }

  /// The event with one more argument, a string without anything to escape.
  func appending(_ argument: String) -> EncodedEvent {
    var bytes = bytes
    guard bytes.popLast() == ASCII.rightBracket else { return self }
    bytes.append(ASCII.comma)
    bytes.appendJSONString(argument)
    bytes.append(ASCII.rightBracket)
    return EncodedEvent(encoded: bytes, attachments: attachments)
  }
}
