import Bytes
import JSON

/// Takes secrets out of the lines of a fixture; each becomes `{secret:1}`, the same wherever it stands.
struct Redactor {
  /// The members of a line that hold what came over the wire.
  private static let fields = [
    "target", "headers", "json", "text", "auth", "args", "error", "reason", "room", "source",
    "title",
  ]

  /// How much of a secret is kept to know it by, in bytes; of a longer one its length and its end count as well.
  private static let keptLength = 65_536

  private let rules: RedactionRules
  let keys: SecretKeys
  private var names: [String: String] = [:]
  /// The secrets that are looked for within texts.
  private(set) var literals = SecretIndex()

  /// How many different secrets have been taken out.
  var count: Int { names.count }

  /// How many secrets had names already.
  private let earlierCount: Int

  /// Makes a redactor whose names go on after those that are there already.
  init(_ rules: RedactionRules, after earlierCount: Int = 0) {
    self.rules = rules
    self.earlierCount = earlierCount
    keys = SecretKeys(rules)
  }

  /// The line without secrets.
  mutating func redacted(_ line: JSONObject) -> JSONObject {
    let known = literals.count
    let once = pass(line)
    // A secret that a later member gave away may stand in an earlier one too.
    return literals.count > known ? pass(once) : once
  }

  private mutating func pass(_ line: JSONObject) -> JSONObject {
    let isForm = Redactor.isForm(line)
    var line = line
    for field in Redactor.fields {
      guard var value = line[field] else { continue }
      switch (field, value) {
      case ("target", .string(let target)): value = .string(withoutQuerySecrets(target))
      case ("text", .string(let text))
      where isForm || text.utf8.starts(with: "grant_type=".utf8):
        value = .string(withoutItemSecrets(text[...]))
      case ("headers", .object(let fields)): value = .object(withoutHeaderSecrets(fields))
      default: break
      }
      line[field] = field == "auth" ? closed(value) : redacted(value, isSecret: false)
    }
    for path in rules.paths {
      let steps = PathStep.steps(of: path)
      line = (replace(steps[...], in: .object(line)) ?? .object(line)).objectValue ?? line
    }
    return line
  }

  private mutating func redacted(_ json: JSON, isSecret: Bool) -> JSON {
    switch json {
    case .null, .bool: return json
    case .number(let number): return isSecret ? .string(name(number.text)) : json
    case .string(let text): return .string(isSecret ? name(text) : redacted(text))
    case .array(let elements):
      if SecretShapes.isKeyPair(elements) { return .string(name(json.text)) }
      return .array(elements.map { redacted($0, isSecret: isSecret) })
    case .object(let object):
      var result = JSONObject()
      let isGrant =
        object["code"] != nil && SecretKeys.areGrant(Array(object.keys), inQuery: false)
      for member in object {
        result[redacted(member.key)] = redacted(
          member.value, isSecret: isSecret || keys.contains(member: member.key, ofGrant: isGrant))
      }
      return .object(result)
    }
  }

  /// Header fields without the values of telling names, nor those in the query of a redirect; ids stay.
  private mutating func withoutHeaderSecrets(_ fields: JSONObject) -> JSONObject {
    var result = fields
    for field in fields {
      let values = field.value.arrayValue ?? [field.value]
      let kept = values.map { value -> JSON in
        guard let text = value.stringValue, !FixtureToken.isIdentifier(text) else { return value }
        if keys.contains(header: field.key) { return .string(name(text)) }
        return field.key.lowercased() == "location" ? .string(withoutQuerySecrets(text)) : value
      }
      result[field.key] = field.value.arrayValue == nil ? kept.first : .array(kept)
    }
    return result
  }

  /// What a client showed at the handshake: ids stay, everything else is taken out.
  private mutating func closed(_ json: JSON) -> JSON {
    switch json {
    case .null, .bool: return json
    case .number(let number): return .string(name(number.text))
    case .string(let text): return .string(FixtureToken.isIdentifier(text) ? text : name(text))
    case .array(let elements): return .array(elements.map { closed($0) })
    case .object(let object):
      var result = JSONObject()
      for member in object {
        result[member.key] =
          keys.contains(member.key)
          ? redacted(member.value, isSecret: true) : closed(member.value)
      }
      return .object(result)
    }
  }

  /// A text with what looks like a secret taken out.
  mutating func redacted(_ text: String) -> String {
    var text = text
    for pattern in rules.patterns { text = withoutMatches(of: pattern, in: text) }
    let bytes = Array(text.utf8)
    let findings = SecretShapes.findings(in: bytes, keys: keys)
    guard !findings.isEmpty || literals.count > 0 else { return text }
    var output: [UInt8] = []
    var index = 0
    for finding in findings {
      output.append(contentsOf: bytes[index..<finding.range.lowerBound])
      output.append(utf8: name(String(decoding: bytes[finding.range], as: UTF8.self)))
      index = finding.range.upperBound
    }
    output.append(contentsOf: bytes[index...])
    return String(decoding: withoutLiterals(output), as: UTF8.self)
  }

  /// A text without what a pattern matches; of the names that stand in it none is cut in two.
  private mutating func withoutMatches(
    of pattern: RedactionRules.TextPattern, in text: String
  ) -> String {
    let matches = pattern.matches(text)
    guard !matches.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var tokens = FixtureToken.ranges(in: bytes)[...]
    var output: [UInt8] = []
    var index = 0
    for match in matches {
      let start = text.utf8.distance(from: text.startIndex, to: match.lowerBound)
      var range = start..<start + text.utf8.distance(from: match.lowerBound, to: match.upperBound)
      tokens = tokens.drop { $0.upperBound <= range.lowerBound }
      // A name says nothing about anybody.
      if let token = tokens.first, range.clamped(to: token) == range { continue }
      for token in tokens.prefix(while: { $0.lowerBound < range.upperBound }) {
        range = min(range.lowerBound, token.lowerBound)..<max(range.upperBound, token.upperBound)
      }
      range = range.clamped(to: index..<bytes.count)
      guard !range.isEmpty else { continue }
      output.append(contentsOf: bytes[index..<range.lowerBound])
      output.append(utf8: name(String(decoding: bytes[range], as: UTF8.self)))
      index = range.upperBound
    }
    return String(decoding: output + bytes[index...], as: UTF8.self)
  }

  /// The pattern of the rules that matches something in a text which is no name given before; nil when none does.
  func pattern(in text: String) -> RedactionRules.TextPattern? {
    rules.patterns.first { pattern in
      let matches = pattern.matches(text)
      guard !matches.isEmpty else { return false }
      let tokens = FixtureToken.ranges(in: Array(text.utf8))
      return matches.contains { match in
        let start = text.utf8.distance(from: text.startIndex, to: match.lowerBound)
        let range = start..<start + text.utf8.distance(from: match.lowerBound, to: match.upperBound)
        return !range.isEmpty && !tokens.contains { range.clamped(to: $0) == range }
      }
    }
  }

  private func withoutLiterals(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    var work = 0
    while let range = literals.firstMatch(in: bytes, from: index, &work) {
      output.append(contentsOf: bytes[index..<range.lowerBound])
      let secret = String(decoding: bytes[range], as: UTF8.self)
      output.append(utf8: names[Redactor.kept(secret)] ?? "{secret:0}")
      index = range.upperBound
    }
    return index == 0 ? bytes : output + bytes[index...]
  }

  /// Whether the first secret in a text is one that has a name, and not only what was too much to look through.
  func beginsNamed(_ bytes: [UInt8]) -> Bool {
    guard let range = literals.firstMatch(in: bytes) else { return false }
    return names[Redactor.kept(String(decoding: bytes[range], as: UTF8.self))] != nil
  }

  /// What a secret is called from now on.
  mutating func name(_ secret: String) -> String {
    guard !secret.isEmpty, !FixtureToken.isSecret(secret) else { return secret }
    let kept = Redactor.kept(secret)
    if let name = names[kept] { return name }
    let name = "{secret:\(earlierCount + names.count + 1)}"
    names[kept] = name
    // A longer one is found again by its shape, or by the name it stands under.
    if secret.utf8.count <= Redactor.keptLength { literals.insert(Array(secret.utf8)) }
    return name
  }

  /// What a secret is known by: itself, unless it is very long.
  private static func kept(_ secret: String) -> String {
    let bytes = secret.utf8
    guard bytes.count > keptLength else { return secret }
    let half = keptLength / 2
    return "\(bytes.count):" + String(decoding: bytes.prefix(half), as: UTF8.self)
      + String(decoding: bytes.suffix(half), as: UTF8.self)
  }

  /// The value with what is at a path taken out; nil when nothing is there.
  private mutating func replace(_ steps: ArraySlice<PathStep>, in json: JSON) -> JSON? {
    guard let step = steps.first else { return redacted(json, isSecret: true) }
    let rest = steps.dropFirst()
    switch (step, json) {
    case (.member(let key), .object(var object)):
      guard let value = object[key].flatMap({ replace(rest, in: $0) }) else { return nil }
      object[key] = value
      return .object(object)
    case (.every, .object(let object)):
      return .object(JSONObject(object.map { ($0.key, replace(rest, in: $0.value) ?? $0.value) }))
    case (.every, .array(let elements)):
      return .array(elements.map { replace(rest, in: $0) ?? $0 })
    case (.element(let position), .array(var elements)):
      guard elements.indices.contains(position),
        let value = replace(rest, in: elements[position])
      else { return nil }
      elements[position] = value
      return .array(elements)
    default: return nil
    }
  }
}
