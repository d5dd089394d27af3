/// One part of a `multipart/form-data` body.
public struct MultipartPart: Hashable, Sendable {
  /// The name of the form's field; empty when the part has none.
  public var name: String
  /// The file's name without any folder; nil when the part is no file.
  public var filename: String?
  /// The content type as sent; nil when there is none.
  public var contentType: String?
  /// The content.
  public var content: [UInt8]

  /// Makes a part.
  public init(
    name: String, filename: String? = nil, contentType: String? = nil, content: [UInt8] = []
  ) {
    self.name = name
    self.filename = filename
    self.contentType = contentType
    self.content = content
  }
}
