import Bytes
import HostInterface

/// Draws session and socket ids: 120 random bits as 20 URL-safe characters.
struct IdentifierSource {
  /// The number of characters in an id.
  static let length = 20

  private let random: RandomSource

  init(_ random: RandomSource) {
    self.random = random
  }

  /// A fresh id.
  func next() -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    for word in [random.next(), random.next()] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    bytes.removeLast()
    return Base64.encode(bytes.span, as: .url)
  }
}
