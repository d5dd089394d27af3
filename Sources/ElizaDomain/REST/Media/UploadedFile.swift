import ElizaModel
import HTTP1
import JSON

/// The file of a `multipart/form-data` request, as the upload middleware of real servers leaves it.
struct UploadedFile {
  /// The name of the form's field that holds the file.
  static let field = "file"

  /// The name the file had at its owner's.
  let originalName: String
  /// Its type in lower case, without parameters.
  let mediaType: String
  /// The content.
  let bytes: [UInt8]

  private init(_ part: MultipartPart) {
    originalName = part.filename ?? ""
    mediaType = ContentType(part.contentType ?? "text/plain")?.mediaType ?? "text/plain"
    bytes = part.content
  }

  /// The request's file; nil when it has none, or is no form at all.
  ///
  /// Throws what the middleware's error becomes: status 500, with its code up to 1.6.5. `refusal` is for
  /// routes that have one of their own for files that are too large.
  static func sent(
    by call: Call, profile: Profile, limit: Int = MultipartLimits().fileBytes,
    tooLarge refusal: Refusal? = nil, refusingType complaint: (_ type: String) -> String?
  ) throws(Refusal) -> UploadedFile? {
    let type = call.request.headers["Content-Type"] ?? ""
    guard ContentType(type)?.mediaType == "multipart/form-data" else { return nil }
    let parts: [MultipartPart]
    do throws(MultipartError) {
      parts = try self.parts(of: call.request.body, type: type, limit: limit)
    } catch {
      if case .fileTooLarge = error, let refusal { throw refusal }
      throw self.refusal(error, profile)
    }
    var found: UploadedFile?
    for part in parts where part.filename?.isEmpty == false {
      guard part.name == field, found == nil else {
        throw failure("Unexpected field", code: "LIMIT_UNEXPECTED_FILE", profile)
      }
      let file = UploadedFile(part)
      if let text = complaint(file.mediaType) { throw .uncaught(text) }
      found = file
    }
    return found
  }

  /// What a file that is too large is refused with.
  static func tooLarge(_ profile: Profile) -> Refusal {
    failure("File too large", code: "LIMIT_FILE_SIZE", profile)
  }

  private static func parts(
    of body: [UInt8], type: String, limit: Int
  ) throws(MultipartError) -> [MultipartPart] {
    var limits = MultipartLimits()
    limits.fileBytes = limit
    var decoder = try MultipartDecoder(contentType: type, limits: limits)
    try decoder.decode(body.span)
    try decoder.finish()
    return decoder.parts
  }

  private static func refusal(_ error: MultipartError, _ profile: Profile) -> Refusal {
    switch error {
    case .missingBoundary: failure("Multipart: Boundary not found", code: nil, profile)
    case .malformedBoundary, .malformedHeader, .headerTooLong:
      failure("Malformed part header", code: nil, profile)
    case .tooManyParts: failure("Too many parts", code: "LIMIT_PART_COUNT", profile)
    case .fieldTooLarge: failure("Field value too long", code: "LIMIT_FIELD_VALUE", profile)
    case .fileTooLarge: tooLarge(profile)
    case .unexpectedEnd: failure("Unexpected end of form", code: nil, profile)
    }
  }

  private static func failure(_ text: String, code: JSON?, _ profile: Profile) -> Refusal {
    .uncaught(text, code: profile.showsErrorNames ? code ?? 500 : 500)
  }
}
