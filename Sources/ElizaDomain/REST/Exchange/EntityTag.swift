import Bytes
import HTTP1

/// Weak entity tags in the form Express gives them (RFC 9110 §8.8.3).
struct EntityTag {
  let sha1: (Span<UInt8>) -> [UInt8]

  /// The tag of a body: its length in hexadecimal and 27 characters of its digest.
  func tag(of body: [UInt8]) -> String {
    var fields = HTTPHeaders()
    add(of: body, to: &fields)
    return fields["ETag"] ?? ""
  }

  /// Adds the field with the tag of a body.
  func add(of body: [UInt8], to fields: inout HTTPHeaders) {
    let digest = sha1(body.span)
    fields.addLast("ETag", ofAtMost: EntityTag.longest) { output in
      output.append(ascii: "W/\"")
      output.append(hexadecimal: body.count)
      output.append(ASCII.minus)
      Base64.encode(digest.span, to: &output)
      // The quote takes the place of the padding at the end.
      _ = output.removeLast()
      output.append(ASCII.quote)
    }
  }

  /// The bytes of a tag at most: 16 digits, 28 characters of a digest and what is around them.
  private static let longest = 48

  /// Whether the client says it has the body already.
  static func matches(_ tag: @autoclosure () -> String, request: HTTPRequest) -> Bool {
    guard request.method == .get || request.method == .head,
      let known = request.headers["If-None-Match"],
      !request.headers.contains("no-cache", in: "Cache-Control")
    else { return false }
    let tag = tag()
    return known == "*"
      || known.split(separator: ",").contains { strong($0) == strong(tag[...]) }
  }

  private static func strong(_ tag: Substring) -> Substring {
    let trimmed = tag.drop { $0 == " " }
    return trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed
  }
}

extension OutputSpan<UInt8> {
  /// Appends the hexadecimal digits of a number that is not negative, without leading zeros.
  fileprivate mutating func append(hexadecimal value: Int) {
    var shift = (Int.bitWidth - 1 - (value | 1).leadingZeroBitCount) / 4 * 4
    while shift >= 0 {
      append(Hex.digit(UInt8(truncatingIfNeeded: value >> shift)))
      shift -= 4
    }
  }
}
