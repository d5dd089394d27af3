extension JSONDocument {
  /// The elements of an array, in order; nothing for any other value.
  public func elements(of node: Node) -> Elements { Elements(self, of: node) }

  /// The members of an object, in order, repeated keys included; nothing for any other value.
  public func members(of node: Node) -> Members { Members(self, of: node) }

  /// The elements of one array.
  public struct Elements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var index: Int
    private let end: Int

    fileprivate init(_ document: JSONDocument, of node: Node) {
      self.document = document
      index = node.index &+ 1
      end = document.kind(of: node) == .array ? Int(document.entry(node).next) : index
    }

    /// The next element, or nil after the last.
    public mutating func next() -> Node? {
      guard index < end else { return nil }
      let node = Node(index: index)
      index = Int(document.entry(node).next)
      return node
    }
  }

  /// The members of one object.
  public struct Members: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var index: Int
    private let end: Int

    fileprivate init(_ document: JSONDocument, of node: Node) {
      self.document = document
      index = node.index &+ 1
      end = document.kind(of: node) == .object ? Int(document.entry(node).next) : index
    }

    /// The next member, or nil after the last.
    public mutating func next() -> (key: Node, value: Node)? {
      guard index < end else { return nil }
      let key = Node(index: index)
      let value = Node(index: index &+ 1)
      index = Int(document.entry(value).next)
      return (key, value)
    }
  }
}
