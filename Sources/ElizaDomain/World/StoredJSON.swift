public import JSON

/// A JSON value kept as its compact text, so that storing it costs one copy and reading it a parse.
public struct StoredJSON: Hashable, Sendable {
  /// The value as compact JSON text in UTF-8.
  public let bytes: [UInt8]

  /// Keeps `bytes`, which must be one valid JSON text.
  public init(compact bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Keeps a value.
  public init(_ value: JSON) {
    bytes = value.serialized()
  }

  /// `{}`.
  public static let emptyObject = StoredJSON(compact: [0x7B, 0x7D])

  /// The value, read anew each time.
  public var value: JSON {
    (try? JSON(parsing: bytes)) ?? .null
  }
}
