public import JSON

/// What the event `message` carries: `{"type":…,"payload":…}`.
public struct MessageEnvelope: JSONRepresentable {
  /// What it is about.
  public var type: SocketMessageType
  /// The payload, of whatever shape the type asks for.
  public var payload: JSON

  /// Makes an envelope.
  public init(_ type: SocketMessageType, payload: JSON) {
    self.type = type
    self.payload = payload
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .needed("type", .integer), .needed("payload", .any))

  /// Reads an envelope; both keys must be there, and the type be one that is known.
  public init?(json: JSON) {
    guard let object = json.objectValue,
      let type = object["type"].flatMap({ SocketMessageType(json: $0) }),
      let payload = object["payload"]
    else { return nil }
    self.init(type, payload: payload)
  }

  /// Appends the envelope.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("type", type.rawValue)
    output.appendJSONMember("payload", payload)
    output.endJSONObject()
  }

  /// Appends an envelope around a payload that need not become a tree.
  public static func append(
    _ type: SocketMessageType, _ payload: some JSONRepresentable, to output: inout [UInt8]
  ) {
    output.beginJSONObject()
    output.appendJSONMember("type", type.rawValue)
    output.appendJSONMember("payload", part: payload)
    output.endJSONObject()
  }
}
