/// What stands before the payload of a frame (RFC 6455 §5.2).
///
///     +-+-+-+-+-------+-+-------------+-------------------+-----------+
///     |F|R|R|R|opcode |M| length (7)  | length (0/16/64)  | key (0/32)|
///     +-+-+-+-+-------+-+-------------+-------------------+-----------+
public struct FrameHeader: Hashable, Sendable {
  /// Whether the frame ends its message.
  public var isFinal: Bool
  /// What the frame carries.
  public var opcode: Opcode
  /// The length of the payload in bytes.
  public var length: Int
  /// The key the payload is masked with, or nil.
  public var mask: MaskingKey?

  /// Makes a header.
  public init(isFinal: Bool = true, opcode: Opcode, length: Int, mask: MaskingKey? = nil) {
    self.isFinal = isFinal
    self.opcode = opcode
    self.length = length
    self.mask = mask
  }
}
