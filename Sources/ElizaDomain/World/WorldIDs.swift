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
      var index = 0
      for position in 0..<32 {
        if position == 8 || position == 12 || position == 16 || position == 20 {
          unsafe text[index] = UInt8(ascii: "-")
          index += 1
        }
        let word = position < 16 ? high : low
        let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - position % 16 * 4)) & 0xF
        unsafe text[index] = nibble < 10 ? nibble + 0x30 : nibble + 0x57
        index += 1
      }
      return index
    }
  }
}
