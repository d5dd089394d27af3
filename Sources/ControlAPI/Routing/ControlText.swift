import JSON

/// A body that is a text of a format of its own, for the contract.
struct ControlText {
  let about: String
  /// Its JSON Schema.
  let schema: JSON

  /// A whole scenario.
  static let scenario = ControlText(
    about: "A scenario as files have it, in YAML or JSON.",
    schema: ["$ref": .string("\(ControlAPI.base)/schemas/scenario")])

  /// One rule of a scenario.
  static let rule = ControlText(
    about: "The keys of a rule as scenario files have them, in YAML or JSON.",
    schema: ["$ref": .string("\(ControlAPI.base)/schemas/scenario#/$defs/Rule")])
}
