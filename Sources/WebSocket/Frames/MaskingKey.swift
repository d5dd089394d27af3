import Bytes

/// The four bytes a client's payload is combined with (RFC 6455 §5.3).
public struct MaskingKey: Hashable, Sendable {
  /// The key with its first byte on the wire in the lowest bits.
  let word: UInt32

  /// Makes a key of any 32 bits; a client draws them anew for each frame.
  public init(_ word: UInt32) {
    self.word = word
  }

  init(_ bytes: Span<UInt8>) {
    word =
      UInt32(bytes[0]) | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) << 16 | UInt32(bytes[3]) << 24
  }

  /// The byte for a position in the payload.
  func byte(at position: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: word >> UInt32((position & 3) &* 8))
  }

  /// The key for a payload that begins `offset` bytes into the masked one.
  func rotated(by offset: Int) -> MaskingKey {
    let shift = UInt32((offset & 3) &* 8)
    return MaskingKey(word >> shift | (word << ((32 &- shift) & 31)))
  }

  /// Appends `source` combined with the key to `bytes`, eight bytes a step.
  func append(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
    guard word != 0 else {
      bytes.append(contentsOf: source)
      return
    }
    let wide = UInt64(word) | UInt64(word) << 32
    bytes.append(addingCapacity: source.count) { (output: inout OutputSpan<UInt8>) in
      let start = output.count
      unsafe output.withUnsafeMutableBufferPointer { target, initialized in
        let raw = UnsafeMutableRawBufferPointer(target)
        var index = 0
        while source.count &- index >= 8 {
          let loaded = unsafe source.bytes.unsafeLoadUnaligned(
            fromByteOffset: index, as: UInt64.self)
          let masked = loaded ^ wide.littleEndian
          unsafe raw.storeBytes(of: masked, toByteOffset: start &+ index, as: UInt64.self)
          index &+= 8
        }
        while index < source.count {
          let masked = source[index] ^ byte(at: index)
          unsafe raw.storeBytes(of: masked, toByteOffset: start &+ index, as: UInt8.self)
          index &+= 1
        }
        initialized += source.count
      }
    }
  }
}
