import JSON

/// One member of a call's body, or one item of its query: what the contract shows and what is checked.
struct ControlField {
  let name: String
  let about: String
  /// Its JSON Schema.
  let schema: JSON
  var isNeeded = false
  /// The words it can choose from; empty when it is no choice.
  var words: [String] = []

  /// A text.
  static func text(_ name: String, _ about: String, isNeeded: Bool = false) -> ControlField {
    ControlField(name: name, about: about, schema: ["type": "string"], isNeeded: isNeeded)
  }

  /// A duration with its unit.
  static func duration(_ name: String, _ about: String, isNeeded: Bool = false) -> ControlField {
    ControlField(
      name: name, about: about,
      schema: [
        "type": "string", "pattern": #"^[0-9]+(\.[0-9]+)?(ms|s|m|h)$"#, "examples": ["31m"],
      ],
      isNeeded: isNeeded)
  }

  /// A whole number from 0 on.
  static func count(_ name: String, _ about: String) -> ControlField {
    ControlField(name: name, about: about, schema: ["type": "integer", "minimum": 0])
  }

  /// A truth value.
  static func flag(_ name: String, _ about: String) -> ControlField {
    ControlField(name: name, about: about, schema: ["type": "boolean"])
  }

  /// One of several words.
  static func choice(
    _ name: String, _ words: [String], _ about: String, isNeeded: Bool = false
  ) -> ControlField {
    ControlField(
      name: name, about: about, schema: ["enum": .array(words.map(JSON.string))],
      isNeeded: isNeeded, words: words)
  }

  /// Several texts.
  static func texts(_ name: String, _ about: String) -> ControlField {
    ControlField(
      name: name, about: about, schema: ["type": "array", "items": ["type": "string"]])
  }

  /// An object with members of its own.
  static func object(_ name: String, _ about: String, isNeeded: Bool = false) -> ControlField {
    ControlField(name: name, about: about, schema: ["type": "object"], isNeeded: isNeeded)
  }

  /// An array of anything.
  static func list(_ name: String, _ about: String) -> ControlField {
    ControlField(name: name, about: about, schema: ["type": "array"])
  }
}
