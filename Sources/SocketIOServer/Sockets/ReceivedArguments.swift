public import JSON
import SocketIO

/// The arguments of an event or acknowledgement that arrived.
///
/// They are read in place; a copy shares the storage.
public struct ReceivedArguments: Sendable {
  /// The packet's payload: an array, whose first element is the name if this is an event.
  public let document: JSONDocument

  /// What placeholders in the payload point at, in order.
  public let attachments: [[UInt8]]

  /// How many elements stand before the first argument.
  private let offset: Int

  init(_ document: JSONDocument, attachments: [[UInt8]], offset: Int) {
    self.document = document
    self.attachments = attachments
    self.offset = offset
  }

  /// The number of arguments.
  public var count: Int { document.count(of: document.root) - offset }

  /// The argument at `position` in the document, or nil; O(position).
  public func node(_ position: Int) -> JSONDocument.Node? {
    guard position >= 0, position < count else { return nil }
    return document.element(position + offset, of: document.root)
  }

  /// The argument at `position` as a tree; `null` when there is none, as JavaScript would have it.
  public subscript(position: Int) -> JSON {
    node(position).map(document.value(of:)) ?? .null
  }

  /// Where the arguments, joined by commas, lie in `document.bytes`: what to send back unchanged.
  public var range: Range<Int> {
    let end = document.rawRange(of: document.root).upperBound - 1
    guard let first = node(0) else { return end..<end }
    return document.rawRange(of: first).lowerBound..<end
  }

  /// The attachment that `node` is a placeholder for, or nil when it is none.
  public func attachment(of node: JSONDocument.Node) -> [UInt8]? {
    guard !attachments.isEmpty, let position = Placeholder.position(node, in: document),
      position >= 0, position < attachments.count
    else { return nil }
    return attachments[Int(position)]
  }
}
