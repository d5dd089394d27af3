import Bytes
import ElizaModel
import JSON

/// Turns recorded texts and values into live ones.
struct LiveText {
  /// What an id stands for.
  let id: (String) -> String
  /// What a moment is, in milliseconds since 1970.
  let moment: (Int64) -> Int64
  /// What was taken out; its name stays by default.
  var secret: (String) -> String = { $0 }
  /// Whether what is meant as text stays told from what was taken out, for somebody who knows of both.
  var keepsSecretMarks = false

  func value(_ json: JSON) -> JSON {
    switch json {
    case .null, .bool, .number: return json
    case .string(let text): return whole(text)
    case .array(let elements): return .array(elements.map { value($0) })
    case .object(let object):
      return .object(JSONObject(object.map { (self.text($0.key), value($0.value)) }))
    }
  }

  func text(_ text: String) -> String {
    FixtureToken.replaced(in: text, keepingSecretMarks: keepsSecretMarks, by: value)
  }

  private func whole(_ text: String) -> JSON {
    let bytes = Array(text.utf8)
    if let (token, end) = FixtureToken.read(bytes[...]), end == bytes.count,
      case .epoch(let offset) = token
    {
      return JSON(moment(offset))
    }
    return .string(self.text(text))
  }

  private func value(of token: FixtureToken) -> String {
    switch token {
    case .id(let name): id(name)
    case .time(let offset): Timestamp(milliseconds: moment(offset)).isoText
    case .epoch(let offset), .digits(let offset): String(moment(offset))
    case .secret(let name): secret(name)
    }
  }
}
