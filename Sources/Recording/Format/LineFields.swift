import Bytes
import HTTP1
import JSON

/// Reads the members of one line, each with the right complaint when it is missing or of another kind.
struct LineFields {
  let object: JSONObject
  let line: Int

  /// Refuses members that the kind does not have.
  func allow(_ kind: LineKind) throws(FixtureError) {
    let known = ["k", "n", "t", "cause"] + kind.keys
    for key in object.keys where !known.contains(key) {
      throw complaint(
        "unknown key '\(key)'" + Nearest.advice(for: key, among: known, called: "Known"))
    }
  }

  func text(_ key: String) throws(FixtureError) -> String {
    guard let text = try optionalText(key) else { throw missing(key, "a text") }
    return text
  }

  func optionalText(_ key: String) throws(FixtureError) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value.stringValue else { throw wrong(key, "a text") }
    return text
  }

  func integer(_ key: String) throws(FixtureError) -> Int {
    guard let value = try optionalInteger(key) else { throw missing(key, "a whole number") }
    return value
  }

  func optionalInteger(_ key: String) throws(FixtureError) -> Int? {
    guard let value = object[key] else { return nil }
    guard let number = value.intValue.flatMap({ Int(exactly: $0) }), number >= 0 else {
      throw wrong(key, "a whole number from 0 on")
    }
    return number
  }

  func time() throws(FixtureError) -> Duration {
    guard let value = object["t"] else { throw missing("t", "milliseconds since the start") }
    guard let time = value.doubleValue.flatMap(LineTime.duration) else {
      throw wrong("t", "milliseconds since the start")
    }
    return time
  }

  func direction() throws(FixtureError) -> Direction {
    guard let direction = Direction(rawValue: try text("dir")) else {
      throw wrong("dir", "c2s or s2c")
    }
    return direction
  }

  func namespace() throws(FixtureError) -> String { try optionalText("ns") ?? "/" }

  func arguments() throws(FixtureError) -> [JSON] {
    guard let value = object["args"] else { throw missing("args", "a list") }
    guard let arguments = value.arrayValue else { throw wrong("args", "a list") }
    return arguments
  }

  /// The bytes that the placeholders in `arguments` stand for.
  func attachments(of arguments: [JSON]) throws(FixtureError) -> [[UInt8]] {
    let bytes = (object["attachments"] ?? []).arrayValue?.map {
      $0.stringValue.flatMap { Base64.decode($0) }
    }
    guard let bytes, !bytes.contains(nil) else { throw wrong("attachments", "a list of base64") }
    if let problem = AttachmentPlaces.problem(in: arguments, attachments: bytes.count) {
      throw complaint(
        "each of 'attachments' must have one placeholder in 'args', with 'num' from 0 on, but this line has "
          + "\(problem): mend the one or the other, or take this line out")
    }
    return bytes.compactMap { $0 }
  }

  func headers() throws(FixtureError) -> [HTTPHeaders.Field] {
    guard let value = object["headers"] else { return [] }
    guard let members = value.objectValue else { throw wrong("headers", "names with values") }
    var fields: [HTTPHeaders.Field] = []
    for member in members {
      for value in member.value.arrayValue ?? [member.value] {
        guard let text = value.stringValue else {
          throw wrong("headers.\(member.key)", "a text or a list of texts")
        }
        fields.append(HTTPHeaders.Field(name: member.key, value: text))
      }
    }
    return fields
  }

  func body() throws(FixtureError) -> RecordedBody {
    if let json = object["json"] { return .json(json) }
    if let text = try optionalText("text") { return text.isEmpty ? .none : .text(text) }
    if let text = try optionalText("base64") {
      guard let bytes = Base64.decode(text) else { throw wrong("base64", "base64") }
      return .bytes(bytes)
    }
    return try optionalInteger("omitted").map { .omitted($0) } ?? .none
  }

  func complaint(_ problem: String) -> FixtureError { FixtureError(line: line, problem) }

  func wrong(_ key: String, _ wanted: String) -> FixtureError {
    complaint("'\(key)' must be \(wanted)")
  }

  private func missing(_ key: String, _ wanted: String) -> FixtureError {
    complaint("'\(key)' is missing: \(wanted)")
  }
}
