import JSON

/// The named parts of a JSON Schema, collected while it is written.
struct SchemaDefinitions {
  private var parts: JSONObject = [:]

  /// Refers to a part, writing it down at its first mention.
  mutating func reference<Value>(_ name: String, _ declaration: Declaration<Value>) -> JSONObject {
    if parts[name] == nil {
      // Holds the place, so that a part which contains itself ends here.
      parts[name] = [:]
      parts[name] = .object(declaration.schema(&self))
    }
    return ["$ref": .string("#/$defs/" + name)]
  }

  /// The whole schema of a file format.
  static func document<Value>(
    of declaration: Declaration<Value>, title: String, description: String
  ) -> JSON {
    var definitions = SchemaDefinitions()
    let root = declaration.schema(&definitions)
    var document: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
      "description": .string(description),
    ]
    for member in root where document[member.key] == nil { document[member.key] = member.value }
    document["$defs"] = .object(definitions.parts)
    return .object(document)
  }
}
