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
