public import JSON
import SocketIO

/// The arguments of an event or acknowledgement that has arrived.
public struct ReceivedArguments: Hashable, Sendable {
  /// The arguments; a placeholder stands where something binary was.
  public let values: [JSON]

  /// What the placeholders point at, in order.
  public let attachments: [[UInt8]]

  /// Makes arguments, as a decoder or a test does.
  public init(_ values: [JSON], attachments: [[UInt8]] = []) {
    self.values = values
    self.attachments = attachments
  }

  /// The argument at `position`; nil when there is none.
  public subscript(position: Int) -> JSON? {
    values.indices.contains(position) ? values[position] : nil
  }

  /// The argument at `position` when it is binary.
  public func binary(_ position: Int) -> [UInt8]? {
    self[position].flatMap(bytes)
  }

  /// What a placeholder inside an argument points at; nil when it is none.
  public func bytes(of placeholder: JSON) -> [UInt8]? {
    guard placeholder["_placeholder"] == true, let number = placeholder["num"]?.intValue,
      let index = Int(exactly: number), attachments.indices.contains(index)
    else { return nil }
    return attachments[index]
  }

  /// Reads the elements of the array in `document` from `first` on.
  init(_ document: JSONDocument, from first: Int, attachments: [[UInt8]]) {
    values = document.elements(of: document.root).dropFirst(first).map(document.value)
    self.attachments = attachments
  }
}
