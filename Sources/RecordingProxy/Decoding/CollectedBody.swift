import Bytes
import Recording

/// A body as it comes in, kept up to a bound.
struct CollectedBody {
  /// The most that is kept, in bytes: one more than a recording holds, so that it leaves the body out.
  static let limit = RecordedBody.longest + 1

  private(set) var bytes: [UInt8] = []
  /// All bytes that have come in, those that were not kept included.
  private(set) var total = 0

  /// Whether some of it was not kept.
  var isCut: Bool { total > bytes.count }

  mutating func append(_ piece: Span<UInt8>) {
    total += piece.count
    let room = CollectedBody.limit - bytes.count
    bytes.append(contentsOf: piece.extracting(0..<min(room, piece.count)))
  }
}
