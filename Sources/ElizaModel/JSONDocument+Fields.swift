import JSON

extension JSONDocument {
  /// The text of a member, or nil.
  func text(_ key: StaticString, of node: Node) -> String? {
    member(key, of: node).flatMap { string(of: $0) }
  }

  /// The value of a member as a tree, or nil.
  func tree(_ key: StaticString, of node: Node) -> JSON? {
    member(key, of: node).map { value(of: $0) }
  }
}
