/// A `multipart/form-data` body that breaks the rules of RFC 7578 and RFC 2046 §5.1, or a bound.
public enum MultipartError: Error, Hashable, Sendable {
  /// The content type names no boundary, or one that RFC 2046 does not allow.
  case missingBoundary
  /// A boundary is followed by something else than the end of its line.
  case malformedBoundary
  /// A header line of a part ends without CR LF, or has no colon.
  case malformedHeader
  /// The header of a part is longer than `limit` bytes.
  case headerTooLong(limit: Int)
  /// There are more than `limit` parts.
  case tooManyParts(limit: Int)
  /// The value of a field that is no file is longer than `limit` bytes.
  case fieldTooLarge(limit: Int)
  /// A file is longer than `limit` bytes.
  case fileTooLarge(limit: Int)
  /// The body ends before its last boundary.
  case unexpectedEnd
}
