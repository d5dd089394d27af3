import FuzzSupport
import HTTP1

/// What holds for the fields of every head that a decoder lets through.
enum HeaderChecks {
  /// Nothing in a field may end its line for another reader.
  static func check(_ headers: HTTPHeaders, _ limits: HTTPLimits) {
    let fields = headers.fields
    // The host of an absolute target becomes one more.
    Invariant.holds(fields.count <= limits.fieldCount + 1, "no more fields than the limit")
    // Bytes that are not UTF-8 count three times once they are text.
    let size = fields.reduce(0) { $0 + $1.name.utf8.count + ($1.value.utf8.count + 2) / 3 }
    Invariant.holds(size <= limits.fieldBlock, "fields stay within their limit")
    for field in fields { check(field) }
  }

  private static func check(_ field: HTTPHeaders.Field) {
    Invariant.holds(!field.name.isEmpty, "a field has a name")
    let separators = "()<>@,;:\\\"/[]?={}".utf8
    for byte in field.name.utf8 {
      Invariant.holds(
        byte > 0x20 && byte < 0x7F && !separators.contains(byte), "a field name is a token")
    }
    for byte in field.value.utf8 {
      Invariant.holds(
        (byte >= 0x20 && byte != 0x7F) || byte == 0x09, "no control character in a field value")
    }
  }

  /// A body that two readers could find in two places is never let through (RFC 9112 §6.1).
  static func checkFraming(_ body: BodyFraming, _ version: HTTPVersion, _ headers: HTTPHeaders) {
    let lengths = headers.values("Content-Length")
    let codings = headers.values("Transfer-Encoding")
    Invariant.holds(lengths.count <= 1, "one length")
    Invariant.holds(lengths.isEmpty || codings.isEmpty, "a length or a coding")
    switch body {
    case .length(let length):
      Invariant.equal(lengths.first.flatMap { Int($0) }, length, "the length is what was said")
    case .chunked:
      Invariant.holds(!codings.isEmpty && version == .http11, "chunks are announced")
    case .none, .untilClose:
      Invariant.holds(lengths.allSatisfy { Int($0) == 0 || body == .none }, "a length is kept to")
    }
  }

  /// The fields without those that an encoder writes itself.
  static func comparable(_ headers: HTTPHeaders, without names: [String]) -> [HTTPHeaders.Field] {
    headers.fields.filter { field in
      !names.contains { HTTPHeaders.sameName($0, field.name) }
    }
  }
}
