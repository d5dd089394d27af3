/// The fields of requests and events in which a live client may differ from the recorded one.
///
/// They are named as the explanation of a miss names them: `json.metadata`, `query.limit`, `args[0].payload.source`,
/// with `[*]` or `*` for any element or member. What lies below one may differ as well.
package struct IgnoredFields: Hashable, Sendable {
  /// A name that no field can have.
  package struct UnknownField: Error, CustomStringConvertible {
    /// The name.
    package let path: String

    /// What is wrong with it and what would be right.
    package var description: String {
      "'\(path)' names no field that can be ignored: those begin with "
        + "\(IgnoredFields.roots.joined(separator: ", ")), such as json.metadata."
    }
  }

  /// What fields can begin with; method, path and the names of events say which line is meant.
  private static let roots = ["args", "auth", "body", "json", "query", "text"]

  /// The names as they were given.
  package private(set) var paths: [String] = []
  private var steps: [[PathStep]] = []

  /// Ignores nothing.
  package init() {}

  /// Takes the names of fields.
  ///
  /// - Throws: The first name that no field can have.
  package init(_ paths: [String]) throws(UnknownField) {
    for path in paths {
      let steps = PathStep.steps(of: path)
      guard case .member(let root)? = steps.first, IgnoredFields.roots.contains(root) else {
        throw UnknownField(path: path)
      }
      self.steps.append(steps)
    }
    self.paths = paths
  }

  /// Whether every field counts.
  var isEmpty: Bool { steps.isEmpty }

  /// Whether what stands at a path need not be as recorded.
  func contains(_ path: String) -> Bool {
    guard !isEmpty else { return false }
    let place = PathStep.steps(of: path)
    return steps.contains { ignored in
      ignored.count <= place.count
        && zip(ignored, place).allSatisfy { $0 == .every || $0 == $1 }
    }
  }
}
