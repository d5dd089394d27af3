public import JSON

/// A bare list of ids, such as the participants of a channel.
public struct IDList: JSONRepresentable {
  /// The ids.
  public var ids: [String]

  /// Makes a list.
  public init(_ ids: [String]) {
    self.ids = ids
  }

  /// What the JSON looks like.
  public static let schema = Schema.list(.text)

  /// Reads a list of texts.
  public init?(json: JSON) {
    guard let elements = json.arrayValue else { return nil }
    ids = elements.compactMap(\.stringValue)
    guard ids.count == elements.count else { return nil }
  }

  /// Appends the list.
  public func append(to output: inout [UInt8]) {
    output.append(contentsOf: JSON.array(ids.map(JSON.string)).serialized())
  }
}
