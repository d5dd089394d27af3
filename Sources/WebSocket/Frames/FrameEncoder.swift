import Bytes

/// Writes frames in the shortest form (RFC 6455 §5.2).
public enum FrameEncoder {
  /// Appends a whole frame; `mask` is nil for the server role and a fresh key for the client role.
  public static func append(
    _ opcode: Opcode, _ payload: Span<UInt8>, isFinal: Bool = true, mask: MaskingKey? = nil,
    to bytes: inout [UInt8]
  ) {
    appendHeader(
      FrameHeader(isFinal: isFinal, opcode: opcode, length: payload.count, mask: mask), to: &bytes)
    if let mask {
      mask.append(payload, to: &bytes)
    } else {
      bytes.append(contentsOf: payload)
    }
  }

  /// Appends what stands before a payload; the payload must follow, masked with the same key.
  public static func appendHeader(_ header: FrameHeader, to bytes: inout [UInt8]) {
    bytes.append(header.opcode.rawValue | (header.isFinal ? 0x80 : 0))
    let maskBit: UInt8 = header.mask == nil ? 0 : 0x80
    switch header.length {
    case ...125: bytes.append(UInt8(truncatingIfNeeded: header.length) | maskBit)
    case ...0xFFFF:
      bytes.append(126 | maskBit)
      appendBigEndian(header.length, count: 2, to: &bytes)
    default:
      bytes.append(127 | maskBit)
      appendBigEndian(header.length, count: 8, to: &bytes)
    }
    if let mask = header.mask {
      for index in 0..<4 { bytes.append(mask.byte(at: index)) }
    }
  }

  /// Appends a close frame; without a code for 1005, which stands for none.
  ///
  /// The reason is cut to the 123 bytes there is room for, between two characters.
  public static func appendClose(
    _ code: CloseCode, reason: String = "", mask: MaskingKey? = nil, to bytes: inout [UInt8]
  ) {
    var payload: [UInt8] = []
    if code != .noStatus {
      appendBigEndian(Int(code.rawValue), count: 2, to: &payload)
      payload.append(contentsOf: truncated(reason, to: 123).utf8)
    }
    append(.close, payload.span, mask: mask, to: &bytes)
  }

  private static func truncated(_ text: String, to limit: Int) -> Substring {
    var count = 0
    let scalars = text.unicodeScalars.prefix { scalar in
      count += UTF8.width(scalar)
      return count <= limit
    }
    return Substring(scalars)
  }

  private static func appendBigEndian(_ value: Int, count: Int, to bytes: inout [UInt8]) {
    for index in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> (index * 8)))
    }
  }
}
