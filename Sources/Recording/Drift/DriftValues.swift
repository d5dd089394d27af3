import JSON

/// What the names in a fixture stand for at the server that it is held against.
struct DriftValues {
  private var live: [String: String]
  private var owners: [String: String] = [:]

  init(_ live: [String: String]) {
    self.live = live
    for (name, value) in live.sorted(by: { $0.key < $1.key }) { owners[value] = name }
  }

  subscript(name: String) -> String? { live[name] }

  /// Whether a value is known as an id.
  func isID(_ value: String) -> Bool { owners[value] != nil }

  /// Takes note of what a name stands for, unless that is known.
  mutating func bind(_ name: String, _ value: String) {
    guard live[name] == nil else { return }
    live[name] = value
    if !name.hasPrefix("@"), owners[value] == nil { owners[value] = name }
  }

  mutating func bind(_ found: [String: String]) {
    for (name, value) in found { bind(name, value) }
  }

  /// Whether a name cannot stand for a value: one of the two is known to belong to another of its kind.
  func contradicts(_ name: String, _ value: String) -> Bool {
    if name.hasPrefix("@") { return false }
    if let known = live[name] { return known != value }
    guard let owner = owners[value] else { return false }
    return GenericNames.kind(ofID: owner) == GenericNames.kind(ofID: name)
  }
}
