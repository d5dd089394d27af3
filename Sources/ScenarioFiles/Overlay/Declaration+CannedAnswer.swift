import JSON
import Scenario

extension Declaration where Value == CannedAnswer {
  /// An answer that a fault gives in place of the server's: a status, or all of it.
  static let cannedAnswer: Declaration<CannedAnswer> = .either(
    "a status such as 503, or { status: 429, retryAfter: 30s }",
    [
      status.map { CannedAnswer(status: $0) },
      Record(
        "an answer", from: CannedAnswer(status: 0),
        [
          Key("status", status, required: true, "The status, from 200 to 599.", \.status),
          Key(
            "body", .body, "Text as it is, or JSON; else what ElizaOS says at that status.", \.body),
          Key("retryAfter", .duration, "The Retry-After field.", \.retryAfter),
          Key("headers", .headerFields, "Further fields, by name.", \.headers),
        ]
      ).declaration,
    ])

  private static let status = Declaration<Int>.integer(200...599)
}

extension Declaration where Value == CannedAnswer.Body {
  /// Text, or JSON.
  static let body = Declaration<JSON>.json.map { body(of: $0) }

  private static func body(of json: JSON) -> CannedAnswer.Body {
    if case .string(let text) = json { .text(text) } else { .json(json.text) }
  }
}

extension Declaration where Value == [CannedAnswer.Field] {
  /// Header fields by name.
  static let headerFields = Declaration("names with texts, such as { X-Slow: 1 }", [.mapping]) {
    node, reading in
    guard node.sort == .mapping else { return nil }
    let fields = node.members.compactMap { member -> CannedAnswer.Field? in
      guard let value = field(member, &reading) else { return nil }
      return CannedAnswer.Field(name: member.key, value: value)
    }
    return fields.count == node.members.count ? fields : nil
  } schema: { definitions in
    [
      "type": "object",
      "propertyNames": ["pattern": .string(#"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"#)],
      "additionalProperties": .object(Declaration<String>.text.schema(&definitions)),
    ]
  }

  /// The value of a field that can stand in a head (RFC 9110 §5).
  private static func field(_ member: DocumentNode.Member, _ reading: inout Reading) -> String? {
    guard let value = Declaration<String>.text.decode(member.value, &reading) else { return nil }
    let isName = !member.key.isEmpty && member.key.utf8.allSatisfy(isTokenByte)
    guard isName, value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
      reading.error(
        "'\(member.key.shortened)' is no header field: a name without spaces, a value on one line",
        at: member.place)
      return nil
    }
    return value
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
