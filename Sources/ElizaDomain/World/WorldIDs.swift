import Bytes
public import HostInterface

/// Coins the ids that servers make: random version 4 UUIDs in lower case (RFC 9562 §5.4).
public struct WorldIDs {
  private let random: RandomSource

  /// Draws from `random`.
  public init(random: RandomSource) {
    self.random = random
  }

  /// The next id.
  public func next() -> String {
    let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return unsafe String(unsafeUninitializedCapacity: 36) { text in
      let bytes = UnsafeMutableRawBufferPointer(text)
      unsafe WorldIDs.write(UInt32(truncatingIfNeeded: high >> 32), to: bytes, at: 0)
      unsafe WorldIDs.write(UInt32(truncatingIfNeeded: high), to: bytes, at: 9)
      unsafe WorldIDs.write(UInt32(truncatingIfNeeded: low >> 32), to: bytes, at: 19)
      unsafe WorldIDs.write(UInt32(truncatingIfNeeded: low), to: bytes, at: 28)
      // The middle words were written without their dash: move their second halves behind it.
      unsafe bytes.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: 13, as: UInt32.self), toByteOffset: 14,
        as: UInt32.self)
      unsafe bytes.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: 23, as: UInt32.self), toByteOffset: 24,
        as: UInt32.self)
      for dash in [8, 13, 18, 23] { unsafe bytes[dash] = UInt8(ascii: "-") }
      return 36
    }
  }

  /// A number from 0 to `limit`.
  func number(upTo limit: UInt64) -> UInt64 {
    random.next() % (limit &+ 1)
  }

  /// Writes eight hexadecimal digits, all of them in one word at once.
  private static func write(
    _ word: UInt32, to bytes: UnsafeMutableRawBufferPointer, at offset: Int
  ) {
    unsafe bytes.storeBytes(
      of: Hex.digits(of: word).bigEndian, toByteOffset: offset, as: UInt64.self)
  }
}
