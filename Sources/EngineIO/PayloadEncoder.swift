import Bytes

/// Joins packets into the body of a polling request or response (Engine.IO 4, "HTTP long-polling").
public enum PayloadEncoder {
  /// Appends `packet` to `body`, with a separator when the body already holds one.
  public static func append(_ packet: Packet, to body: inout [UInt8]) {
    if !body.isEmpty { body.append(ASCII.recordSeparator) }
    if packet.isBinary {
      body.append(0x62)
      Base64.encode(packet.bytes.span, to: &body)
    } else {
      body.append(contentsOf: packet.bytes)
    }
  }

  /// The body that holds `packets`, in order.
  public static func encode(_ packets: some Sequence<Packet>) -> [UInt8] {
    var body: [UInt8] = []
    for packet in packets { append(packet, to: &body) }
    return body
  }
}
