/// The replies that are being streamed: what each has brought, and which have broken off.
struct BrokenStreams {
  /// The most replies that are remembered.
  private static let limit = 512

  private var texts: [String: String] = [:]
  private var broken: [String] = []

  /// A piece has come.
  mutating func add(_ piece: String, to id: String) {
    guard texts[id] != nil || texts.count < BrokenStreams.limit else { return }
    texts[id, default: ""] += piece
  }

  /// The reply has come whole.
  mutating func finish(_ id: String) {
    texts[id] = nil
  }

  /// What the reply has brought so far; nil when that is nothing.
  func text(of id: String) -> String? { texts[id] }

  /// The reply has broken off.
  mutating func breakOff(_ id: String) {
    texts[id] = nil
    guard !broken.contains(id) else { return }
    broken.append(id)
    if broken.count > BrokenStreams.limit { broken.removeFirst() }
  }

  /// Whether the reply has broken off.
  func isBroken(_ id: String) -> Bool { broken.contains(id) }
}
