import Bytes
import JSON

/// The last look at a line before it is written.
struct SecretScan {
  /// The members that redaction leaves as they are, since a name put into one of them would keep the line from being
  /// found on replay.
  private static let kept: Set<String> = ["event", "ns"]

  let redactor: Redactor
  let number: Int

  /// Refuses a line in which anything, names of members and bytes included, still looks like a secret.
  func check(_ line: JSONObject) throws(FixtureRefusal) {
    for member in line where member.key != "k" {
      if member.key == "base64" || member.key == "attachments" {
        try checkBytes(member.value, member.key)
      } else {
        try check(member.value, member.key)
      }
      if SecretScan.kept.contains(member.key), let text = member.value.stringValue {
        try checkPatterns(text, member.key)
      }
      if member.key == "auth" { try checkNames(member.value, member.key) }
    }
  }

  /// Refuses a text in which a pattern of the rules still finds something.
  private func checkPatterns(_ text: String, _ field: String) throws(FixtureRefusal) {
    guard let pattern = redactor.pattern(in: text) else { return }
    throw FixtureRefusal(
      line: number, field: field, what: "what the pattern '\(pattern.source)' takes out")
  }

  /// Refuses names of members in which a pattern does, at the handshake, where redaction takes out values only.
  private func checkNames(_ json: JSON, _ field: String) throws(FixtureRefusal) {
    for element in json.arrayValue ?? [] { try checkNames(element, field) }
    for member in json.objectValue ?? JSONObject() {
      try checkPatterns(member.key, "a name in \(field)")
      try checkNames(member.value, "\(field).\(member.key)")
    }
  }

  private func check(_ json: JSON, _ field: String) throws(FixtureRefusal) {
    switch json {
    case .null, .bool, .number: break
    case .string(let text): try check(Array(text.utf8), field)
    case .array(let elements):
      for (index, element) in elements.enumerated() { try check(element, "\(field)[\(index)]") }
    case .object(let object):
      for member in object {
        let place = "\(field).\(member.key)"
        try check(Array(member.key.utf8), "a name in \(field)")
        if redactor.keys.contains(member.key), case .string(let text) = member.value,
          !text.isEmpty, !FixtureToken.isSecret(text)
        {
          throw FixtureRefusal(line: number, field: place, what: "a value of '\(member.key)'")
        }
        try check(member.value, place)
      }
    }
  }

  private func check(_ bytes: [UInt8], _ field: String) throws(FixtureRefusal) {
    if let finding = SecretShapes.findings(in: bytes, keys: redactor.keys).first,
      !FixtureToken.isSecret(String(decoding: bytes[finding.range], as: UTF8.self))
    {
      throw FixtureRefusal(line: number, field: field, what: finding.what)
    }
    try checkLiterals(bytes, field)
  }

  private func checkLiterals(_ bytes: [UInt8], _ field: String) throws(FixtureRefusal) {
    if redactor.literals.firstMatch(in: bytes) != nil {
      throw FixtureRefusal(line: number, field: field, what: "a secret seen before")
    }
  }

  /// Looks into what is kept as bytes, for what is found without knowing what they mean.
  private func checkBytes(_ json: JSON, _ field: String) throws(FixtureRefusal) {
    for element in json.arrayValue ?? [json] {
      guard let text = element.stringValue, let bytes = Base64.decode(text) else { continue }
      let isNamed = SecretShapes.findings(in: bytes, keys: redactor.keys).first {
        $0.what != "a long random text" && $0.what != "a long random number"
      }
      if let isNamed { throw FixtureRefusal(line: number, field: field, what: isNamed.what) }
      try checkLiterals(bytes, field)
    }
  }
}
