import Bytes
import JSON

/// Writes packets (Socket.IO 5, "Packet encoding"); serves both roles.
///
/// What is appended is text; attachments follow it as binary messages.
public enum PacketEncoder {
  /// Appends all that stands before the payload.
  ///
  /// For the main namespace, `/`, nothing is written. An event with attachments must be of a binary
  /// type; `attachments` counts for those only.
  public static func appendHeader(
    _ type: PacketType, attachments: Int = 0, namespace: String, acknowledgementID: UInt64? = nil,
    to output: inout [UInt8]
  ) {
    output.append(type.rawValue)
    if type.hasAttachments {
      output.append(decimal: Int64(attachments))
      output.append(ASCII.minus)
    }
    if namespace != "/" {
      output.append(utf8: namespace)
      output.append(ASCII.comma)
    }
    if let acknowledgementID { appendID(acknowledgementID, to: &output) }
  }

  /// Appends an array of an event's name and its arguments, which are JSON joined by commas.
  public static func appendEvent(
    _ name: String, arguments: Span<UInt8>, to output: inout [UInt8]
  ) {
    output.append(ASCII.leftBracket)
    output.appendJSONString(name)
    if !arguments.isEmpty {
      output.append(ASCII.comma)
      output.append(contentsOf: arguments)
    }
    output.append(ASCII.rightBracket)
  }

  private static func appendID(_ id: UInt64, to output: inout [UInt8]) {
    guard let small = Int64(exactly: id) else {
      output.append(utf8: String(id))
      return
    }
    output.append(decimal: small)
  }
}
