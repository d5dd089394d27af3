/// Counts what every container reachable from an object holds, private ones included.
///
/// Taken before anybody came and after everybody has gone, it shows what was not let go of.
struct Census {
  /// The number of elements of each container, by the path to it.
  private(set) var counts: [String: Int] = [:]

  private var visited: Set<ObjectIdentifier> = []

  init(of root: AnyObject) {
    visit(root, path: "\(type(of: root))", depth: 0)
  }

  /// The containers that hold more than in `earlier`, other than those whose path ends in one of
  /// `expected`.
  func growth(since earlier: Census, expecting expected: [String]) -> [String] {
    counts.sorted { $0.key < $1.key }.compactMap { path, count in
      let before = earlier.counts[path] ?? 0
      guard count > before, !expected.contains(where: { path.hasSuffix($0) }) else { return nil }
      return "\(path): \(before) → \(count)"
    }
  }

  private mutating func visit(_ value: Any, path: String, depth: Int) {
    guard depth < 24 else { return }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .class:
      guard visited.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
      visitMembers(of: mirror, path, depth)
      if let parent = mirror.superclassMirror { visitMembers(of: parent, path, depth) }
    case .collection, .dictionary, .set: counts[path, default: 0] += mirror.children.count
    case .optional:
      for child in mirror.children { visit(child.value, path: path, depth: depth + 1) }
    case .struct, .enum, .tuple: visitMembers(of: mirror, path, depth)
    default: break
    }
  }

  private mutating func visitMembers(of mirror: Mirror, _ path: String, _ depth: Int) {
    for child in mirror.children {
      visit(child.value, path: "\(path).\(child.label ?? "_")", depth: depth + 1)
    }
  }
}
