import Bytes

/// The path of a route: fixed parts and parameters, such as `/api/agents/:agentId`.
struct RoutePattern: Hashable, Sendable {
  /// One part between slashes.
  enum Segment: Hashable, Sendable {
    /// Fixed text in lower case.
    case literal(String)
    /// Any text, under this name.
    case parameter(String)
  }

  /// The pattern as written.
  let text: String
  /// Its parts.
  let segments: [Segment]

  init(_ text: String) {
    self.text = text
    segments = text.utf8.split(separator: ASCII.slash).map { part in
      part.first == ASCII.colon
        ? .parameter(String(Substring(part.dropFirst()))) : .literal(Substring(part).lowercased())
    }
  }

  /// The names of the parameters, from left to right.
  var parameterNames: [String] {
    segments.compactMap { segment in
      if case .parameter(let name) = segment { name } else { nil }
    }
  }
}
