public import JSON

/// Where the parts of an envelope are in a document: the way to read one without building a tree.
public struct EnvelopeNodes {
  /// What it is about; nil when the type is none that is known.
  public let type: SocketMessageType?
  /// Whether the type was sent as a number; real servers pass over a text.
  public let hasNumericType: Bool
  /// The payload, of any kind.
  public let payload: JSONDocument.Node

  /// Finds the parts; nil unless `node` is an object that has both keys.
  public init?(in document: JSONDocument, at node: JSONDocument.Node) {
    guard let type = document.member("type", of: node),
      let payload = document.member("payload", of: node)
    else { return nil }
    self.type = SocketMessageType(document, type)
    self.hasNumericType = document.kind(of: type) == .number
    self.payload = payload
  }
}
