/// The fields that this module itself reads or writes.
enum FieldName {
  case host
  case date
  case expect
  case connection
  case keepAlive
  case contentLength
  case transferEncoding
  case other

  /// Whether response encoders write the field themselves, or look for it.
  var isWrittenByEncoders: Bool {
    switch self {
    case .date, .connection, .keepAlive, .contentLength, .transferEncoding: true
    case .host, .expect, .other: false
    }
  }

  /// Recognises a name; its length decides first, so an unknown one costs next to nothing.
  init(_ name: Span<UInt8>) {
    self = .other
    switch name.count {
    case 4:
      if name.matches(lowercase: "host") { self = .host }
      if name.matches(lowercase: "date") { self = .date }
    case 6: if name.matches(lowercase: "expect") { self = .expect }
    case 10:
      if name.matches(lowercase: "connection") { self = .connection }
      if name.matches(lowercase: "keep-alive") { self = .keepAlive }
    case 14: if name.matches(lowercase: "content-length") { self = .contentLength }
    case 17: if name.matches(lowercase: "transfer-encoding") { self = .transferEncoding }
    default: break
    }
  }
}
