import Bytes
public import JSON

/// The arguments of an event or acknowledgement, encoded one after another.
///
/// Binary values leave a placeholder where they stood and become attachments.
public struct Arguments: Hashable, Sendable {
  /// The arguments as JSON joined by commas, without brackets.
  public private(set) var bytes: [UInt8] = []

  /// What the placeholders in `bytes` point at, in order.
  public private(set) var attachments: [[UInt8]] = []

  /// Makes an empty list.
  public init() {}

  /// Encodes `values`, one argument each.
  public init(_ values: JSON...) {
    self.init(contentsOf: values)
  }

  /// Encodes the elements of `values`, one argument each.
  public init(contentsOf values: [JSON]) {
    for value in values { append(value) }
  }

  /// Appends a value.
  public mutating func append(_ value: JSON) {
    appendSeparator()
    value.append(to: &bytes)
  }

  /// Appends a value that is already encoded; it must be one JSON value.
  public mutating func append(encoded value: Span<UInt8>) {
    appendSeparator()
    bytes.append(contentsOf: value)
  }

  /// Appends a binary argument.
  public mutating func append(binary value: [UInt8]) {
    appendSeparator()
    Placeholder.append(attachments.count, to: &bytes)
    attachments.append(value)
  }

  /// Adds an attachment and returns the placeholder to put inside an argument that is appended after.
  public mutating func attach(_ value: [UInt8]) -> JSON {
    attachments.append(value)
    return Placeholder.json(attachments.count - 1)
  }

  private mutating func appendSeparator() {
    if !bytes.isEmpty { bytes.append(ASCII.comma) }
  }
}
