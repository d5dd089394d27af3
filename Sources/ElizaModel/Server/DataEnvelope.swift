public import JSON

/// A successful answer in an envelope: `{"success":true,"data":…}` (families A and B of the real server).
public struct DataEnvelope<Body: JSONRepresentable>: JSONRepresentable {
  /// What the answer is about.
  public var data: Body

  /// Puts `data` in an envelope.
  public init(_ data: Body) {
    self.data = data
  }

  /// What the JSON looks like.
  public static var schema: Schema { .data(Body.self) }

  /// None: the shape is written out around each body.
  public static var schemaName: String? { nil }

  /// Reads an envelope; `success` must be true and the content readable.
  public init?(json: JSON) {
    guard let object = json.objectValue, object.flag("success") == true,
      let data: Body = object.part("data")
    else { return nil }
    self.init(data)
  }

  /// Appends the envelope.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("success", true)
    output.appendJSONMember("data", part: data)
    output.endJSONObject()
  }
}
