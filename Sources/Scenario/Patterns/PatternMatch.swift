/// What a pattern has found in a text.
public struct PatternMatch: Hashable, Sendable {
  /// The texts of the groups by number, the whole match first; nil where a group took no part.
  public let groups: [String?]

  private let names: [String: Int]

  init(groups: [String?], names: [String: Int]) {
    self.groups = groups
    self.names = names
  }

  /// The texts of all groups that took part, by number and by name.
  var texts: [(String, String)] {
    let numbered = groups.enumerated().compactMap { index, text in text.map { (String(index), $0) }
    }
    let named = names.sorted { $0.value < $1.value }.compactMap { name, index in
      groups[index].map { (name, $0) }
    }
    return numbered + named
  }

  /// The text of the group with a name or a number, where there is one and it took part.
  public subscript(name: String) -> String? {
    guard let index = names[name] ?? Int(name), groups.indices.contains(index) else { return nil }
    return groups[index]
  }
}
