import Bytes

/// Writes a body in chunks (RFC 9112 §7.1).
public enum ChunkEncoder {
  /// Appends one chunk; nothing for no data, since an empty chunk would end the body.
  public static func append(_ data: Span<UInt8>, to bytes: inout [UInt8]) {
    guard !data.isEmpty else { return }
    appendHexadecimal(data.count, to: &bytes)
    bytes.append(ascii: "\r\n")
    bytes.append(contentsOf: data)
    bytes.append(ascii: "\r\n")
  }

  /// Appends the last chunk, which ends the body, without a trailer.
  public static func appendEnd(to bytes: inout [UInt8]) {
    bytes.append(ascii: "0\r\n\r\n")
  }

  private static func appendHexadecimal(_ value: Int, to bytes: inout [UInt8]) {
    var shift = max(0, (63 - value.leadingZeroBitCount) / 4 * 4)
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: (value >> shift) & 15)
      bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      shift -= 4
    }
  }
}
