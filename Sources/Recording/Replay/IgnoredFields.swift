/// The fields of requests and events in which a live client may differ from the recorded one.
///
/// They are named as the explanation of a miss names them: `json.metadata`, `query.limit`, `args[0].payload.source`,
/// with `[*]` or `*` for any element or member. What lies below one may differ as well.
package struct IgnoredFields: Hashable, Sendable {
  private let paths: [[PathStep]]

  /// Takes the fields that do not count.
  package init(_ paths: [String] = []) {
    self.paths = paths.map { PathStep.steps(of: $0) }.filter { !$0.isEmpty }
  }

  /// What fields can begin with; method, path and the names of events say which line is meant.
  private static let roots: Set<String> = ["json", "query", "args", "auth", "text", "body"]

  /// What is wrong with the first of some names that no field can have; nil when all can.
  package static func mistake(in paths: [String]) -> String? {
    for path in paths {
      if case .member(let root)? = PathStep.steps(of: path).first, roots.contains(root) { continue }
      return "'\(path)' names no field that can be ignored: those begin with "
        + "\(roots.sorted().joined(separator: ", ")), such as json.metadata."
    }
    return nil
  }

  /// Whether every field counts.
  var isEmpty: Bool { paths.isEmpty }

  /// Whether what stands at a path need not be as recorded.
  func contains(_ path: String) -> Bool {
    guard !paths.isEmpty else { return false }
    let steps = PathStep.steps(of: path)
    return paths.contains { ignored in
      ignored.count <= steps.count
        && zip(ignored, steps).allSatisfy { $0 == .every || $0 == $1 }
    }
  }
}
