import Bytes

/// Writes frames in the shortest form (RFC 6455 §5.2).
public enum FrameEncoder {
  /// Appends a whole frame; `mask` is nil for the server role and a fresh key for the client role.
  public static func append(
    _ opcode: Opcode, _ payload: Span<UInt8>, isFinal: Bool = true, mask: MaskingKey? = nil,
    to bytes: inout [UInt8]
  ) {
    let header = FrameHeader(
      isFinal: isFinal, opcode: opcode, length: payload.count, mask: mask)
    guard let mask else {
      return bytes.append(addingCapacity: longestHeader &+ payload.count) { output in
        output.append(header)
        output.append(copying: payload)
      }
    }
    appendHeader(header, to: &bytes)
    mask.append(payload, to: &bytes)
  }

  /// Appends a whole unmasked frame whose payload is in two pieces.
  public static func append(
    _ opcode: Opcode, _ head: Span<UInt8>, _ rest: Span<UInt8>, to bytes: inout [UInt8]
  ) {
    let header = FrameHeader(opcode: opcode, length: head.count &+ rest.count)
    bytes.append(addingCapacity: longestHeader &+ header.length) { output in
      output.append(header)
      output.append(copying: head)
      output.append(copying: rest)
    }
  }

  /// Appends an unmasked frame of `totalLength` bytes as far as `head`; the rest must follow.
  public static func append(
    _ opcode: Opcode, _ head: Span<UInt8>, totalLength: Int, to bytes: inout [UInt8]
  ) {
    appendHeader(FrameHeader(opcode: opcode, length: totalLength), to: &bytes)
    bytes.append(contentsOf: head)
  }

  /// Appends what stands before a payload; the payload must follow, masked with the same key.
  public static func appendHeader(_ header: FrameHeader, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: longestHeader) { $0.append(header) }
  }

  /// Appends a close frame; without a code for 1005, which stands for none.
  ///
  /// The reason is cut to the 123 bytes there is room for, between two characters.
  public static func appendClose(
    _ code: CloseCode, reason: String = "", mask: MaskingKey? = nil, to bytes: inout [UInt8]
  ) {
    var payload: [UInt8] = []
    if code != .noStatus {
      payload.append(UInt8(truncatingIfNeeded: code.rawValue >> 8))
      payload.append(UInt8(truncatingIfNeeded: code.rawValue))
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

  /// The most bytes a header takes.
  private static let longestHeader = 14
}

extension OutputSpan<UInt8> {
  fileprivate mutating func append(_ header: FrameHeader) {
    append(header.opcode.rawValue | (header.isFinal ? 0x80 : 0))
    let maskBit: UInt8 = header.mask == nil ? 0 : 0x80
    switch header.length {
    case ...125: append(UInt8(truncatingIfNeeded: header.length) | maskBit)
    case ...0xFFFF:
      append(126 | maskBit)
      appendBigEndian(header.length, from: 8)
    default:
      append(127 | maskBit)
      appendBigEndian(header.length, from: 56)
    }
    if let mask = header.mask {
      for index in 0..<4 { append(mask.byte(at: index)) }
    }
  }

  /// Appends the bytes of a number, beginning with the one at bit `first`.
  private mutating func appendBigEndian(_ value: Int, from first: Int) {
    for shift in stride(from: first, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
