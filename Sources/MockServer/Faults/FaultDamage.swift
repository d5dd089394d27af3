/// Something that happens to bytes on their way.
enum FaultDamage: Hashable {
  /// The rest is missing; nil keeps half.
  case truncated(to: Int?)
  /// The middle is overwritten, so that it is still UTF-8 and JSON no more.
  case garbled

  /// What is left of UTF-8 text.
  func apply(to bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .truncated(let count):
      var kept = bytes.prefix(max(count ?? bytes.count / 2, 0))
      // Not within a character.
      while let next = bytes.dropFirst(kept.count).first, next & 0xC0 == 0x80, !kept.isEmpty {
        kept.removeLast()
      }
      return Array(kept)
    case .garbled:
      guard !bytes.isEmpty else { return bytes }
      let middle = bytes.count / 2
      var garbled = FaultDamage.truncated(to: middle).apply(to: bytes)
      // Nothing that quotes or braces around it could make sense of.
      garbled += Array("\u{1A}\"}\u{1A}".utf8)
      garbled += bytes.dropFirst(garbled.count).drop { $0 & 0xC0 == 0x80 }
      return garbled
    }
  }
}
