public import JSON

/// A part of the protocol that is one JSON value, read and written by the same type.
///
/// A field that is nil is absent from the text, never `null`.
public protocol JSONRepresentable: Hashable, Sendable {
  /// Reads the value; nil when a field it cannot do without is missing or of the wrong kind.
  ///
  /// Fields it does not know are passed over.
  init?(json: JSON)

  /// Appends the value as compact JSON, its keys in the order in which the real server sends them.
  func append(to output: inout [UInt8])

  /// What the JSON looks like.
  static var schema: Schema { get }

  /// The name by which contracts refer to the type; nil for a shape that is written out in place.
  static var schemaName: String? { get }
}

extension JSONRepresentable {
  /// The name of the type.
  public static var schemaName: String? { String(describing: Self.self) }

  /// The value as compact JSON.
  public var jsonBytes: [UInt8] {
    var output: [UInt8] = []
    // What most values need, so that few grow on the way.
    output.reserveCapacity(448)
    append(to: &output)
    return output
  }

  /// The value as a tree.
  public var json: JSON {
    // What `append` writes always parses; were it not so, null would show in every test.
    (try? JSON(parsing: jsonBytes)) ?? .null
  }
}
