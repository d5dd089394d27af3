import ElizaModel
import JSON

/// Looks through a character definition for what no agent can be made of.
///
/// Fields it does not know are let pass: plugins add their own.
struct CharacterCheck {
  private enum Kind: String {
    case text = "text"
    case nonEmptyText = "text that is not empty"
    case identifier = "a UUID"
    case textOrTexts = "text or a list of texts"
    case texts = "a list of texts"
    case list = "a list"
    case object = "an object"
    case flag = "true or false"
    case moment = "a time"
    case owner = "text or null"
  }

  private static let fields: [(key: String, kind: Kind, isNeeded: Bool)] = [
    ("id", .identifier, false), ("name", .nonEmptyText, true), ("username", .text, false),
    ("system", .text, false), ("bio", .textOrTexts, true), ("messageExamples", .list, false),
    ("postExamples", .texts, false), ("topics", .texts, false), ("adjectives", .texts, false),
    ("knowledge", .list, false), ("plugins", .texts, false), ("settings", .object, false),
    ("secrets", .object, false), ("style", .object, false), ("templates", .object, false),
    ("enabled", .flag, false), ("createdAt", .moment, false), ("updatedAt", .moment, false),
    ("server_id", .owner, false), ("owner_id", .owner, false),
  ]

  /// Throws the first thing that is wrong with `json`; answers the definition.
  static func checked(_ json: JSON) throws(CharacterError) -> JSONObject {
    guard let object = json.objectValue else {
      throw CharacterError(path: "", problem: "expected an object, found \(name(of: json))")
    }
    for field in fields {
      if let value = object[field.key] {
        try check(value, field.kind, at: field.key)
      } else if field.isNeeded {
        throw CharacterError(
          path: field.key, problem: "expected \(field.kind.rawValue), found nothing")
      }
    }
    try checkParts(of: object)
    return object
  }

  /// Throws the first thing that is wrong with a part of a definition that is to change.
  ///
  /// Null takes back what an agent need not have.
  static func check(changes object: JSONObject) throws(CharacterError) {
    for field in fields {
      guard let value = object[field.key], field.isNeeded || value != .null else { continue }
      try check(value, field.kind, at: field.key)
    }
    try checkParts(of: object)
  }

  private static func checkParts(of object: JSONObject) throws(CharacterError) {
    try checkStyle(object["style"])
    try checkExamples(object["messageExamples"])
  }

  private static func check(_ value: JSON, _ kind: Kind, at path: String) throws(CharacterError) {
    switch (kind, value) {
    case (.text, .string), (.textOrTexts, .string), (.list, .array), (.object, .object),
      (.flag, .bool), (.moment, .number), (.owner, .string), (.owner, .null):
      return
    case (.moment, .string(let text)) where Timestamp(isoText: text) != nil: return
    case (.nonEmptyText, .string(let text)) where !text.isEmpty: return
    case (.identifier, .string(let text)) where Identifier.isUUID(text): return
    case (.texts, .array(let list)), (.textOrTexts, .array(let list)):
      for (index, element) in list.enumerated() {
        try check(element, .text, at: "\(path)[\(index)]")
      }
    default:
      throw CharacterError(
        path: path, problem: "expected \(kind.rawValue), found \(name(of: value))")
    }
  }

  private static func checkStyle(_ style: JSON?) throws(CharacterError) {
    for key in ["all", "chat", "post"] {
      if let value = style?[key] { try check(value, .texts, at: "style.\(key)") }
    }
  }

  /// Conversations are lists of messages, each with a name or user and its content.
  private static func checkExamples(_ examples: JSON?) throws(CharacterError) {
    for (index, conversation) in (examples?.arrayValue ?? []).enumerated() {
      let path = "messageExamples[\(index)]"
      try check(conversation, .list, at: path)
      for (place, message) in (conversation.arrayValue ?? []).enumerated() {
        try check(message, .object, at: "\(path)[\(place)]")
        guard let content = message["content"] else { continue }
        try check(content, .object, at: "\(path)[\(place)].content")
      }
    }
  }

  private static func name(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool(let truth): "\(truth)"
    case .number(let number): "the number \(number.text)"
    case .string(let text): text.isEmpty ? "empty text" : "the text \"\(text.prefix(40))\""
    case .array: "a list"
    case .object: "an object"
    }
  }
}
