import ElizaModel
import HostInterface
import JSON

/// What the names in a fixture stand for in one visitor's replay.
struct ReplayValues {
  private(set) var live: [String: String] = [:]
  /// The visitor whose values count where this one has none.
  let parent: Int?

  init(parent: Int?) { self.parent = parent }

  subscript(name: String) -> String? {
    get { live[name] }
    set { live[name] = newValue }
  }

  /// What the moment `offset` after the start of the recording is called here.
  static func moment(_ offset: Int64) -> String { "@\(offset)" }

  /// An id that only the server makes up: the same for the same seed, name and round.
  static func minted(_ name: String, round: Int, seed: UInt64) -> String {
    var random = SeededRandom(seed: seed, stream: "\(name) \(round)")
    guard name.hasPrefix("{socket:") else { return Identifier.random(using: &random) }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<20).map { _ in letters[Int(random.next() % 62)] })
  }
}
