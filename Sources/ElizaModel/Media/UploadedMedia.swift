public import JSON

/// The answer to an upload.
public struct UploadedMedia: JSONRepresentable {
  /// Where the file is served, without the server's address.
  public var url: String
  /// The media type, or for agents the kind: `image`, `video`, `audio`, `document`.
  public var type: String
  /// The name it is served under.
  public var filename: String
  /// The name it had at its owner's.
  public var originalName: String
  /// The number of bytes.
  public var size: Int

  /// Makes an answer.
  public init(url: String, type: String, filename: String, originalName: String, size: Int) {
    self.url = url
    self.type = type
    self.filename = filename
    self.originalName = originalName
    self.size = size
  }

  /// What an answer looks like.
  public static let schema = Schema.object(
    .needed("url", .text), .needed("type", .text), .needed("filename", .text),
    .needed("originalName", .text), .needed("size", .integer))

  /// Reads an answer; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let url = object.text("url"),
      let type = object.text("type"), let filename = object.text("filename"),
      let originalName = object.text("originalName"), let size = object.integer("size")
    else { return nil }
    self.init(url: url, type: type, filename: filename, originalName: originalName, size: size)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("url", url)
    output.appendJSONMember("type", type)
    output.appendJSONMember("filename", filename)
    output.appendJSONMember("originalName", originalName)
    output.appendJSONMember("size", size)
    output.endJSONObject()
  }
}
