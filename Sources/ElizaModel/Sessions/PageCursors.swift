public import JSON

/// Where the neighbours of a page of messages begin.
public struct PageCursors: JSONRepresentable {
  /// The oldest message of the page: ask for what is before it.
  public var before: Timestamp
  /// The newest message of the page: ask for what is after it.
  public var after: Timestamp

  /// Makes cursors.
  public init(before: Timestamp, after: Timestamp) {
    self.before = before
    self.after = after
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("before", .milliseconds), .needed("after", .milliseconds))

  /// Reads cursors; both are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let before = object.moment("before"),
      let after = object.moment("after")
    else { return nil }
    self.init(before: before, after: after)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("before", milliseconds: before)
    output.appendJSONMember("after", milliseconds: after)
    output.endJSONObject()
  }
}
