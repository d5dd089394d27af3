public import JSON

/// Writes schemas as JSON Schema 2020-12 and collects the types they refer to.
public struct SchemaWriter {
  /// The schemas of all types referred to so far, by name, in the order of their first mention.
  public private(set) var definitions: JSONObject = [:]

  private let families: Set<NamingFamily>
  private let prefix: String

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - families: Members of other naming families are left out.
  ///   - prefix: What references begin with, such as `#/components/schemas/`.
  public init(families: Set<NamingFamily>, prefix: String) {
    self.families = families
    self.prefix = prefix
  }

  /// Writes a schema; types with a name become references.
  public mutating func write(_ schema: Schema) -> JSON {
    switch schema {
    case .any: [:]
    case .null: ["type": "null"]
    case .boolean: ["type": "boolean"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .text(let form): text(form)
    case .words(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
    case .constant(let value): ["const": value]
    case .list(let element): ["type": "array", "items": write(element)]
    case .members(let fields, let others): object(fields, others)
    case .either(let choices): ["anyOf": .array(choices.map { write($0) })]
    case .part(let type): reference(to: type)
    case .named(let name, let schema): reference(to: name, schema)
    }
  }

  private func text(_ form: Schema.TextForm) -> JSON {
    switch form {
    case .plain: return ["type": "string"]
    case .uuid: return ["type": "string", "format": "uuid"]
    case .moment: return ["type": "string", "format": "date-time"]
    case .filled(let limit):
      var text: JSONObject = ["type": "string", "minLength": 1]
      text["maxLength"] = limit.map { JSON($0) }
      return .object(text)
    }
  }

  private mutating func object(_ fields: [Field], _ others: Schema.Others) -> JSON {
    let known = fields.filter { field in field.family.map(families.contains) ?? true }
    var object: JSONObject = ["type": "object"]
    if !known.isEmpty {
      var properties: JSONObject = [:]
      for field in known { properties[field.name] = write(field.schema) }
      object["properties"] = .object(properties)
    }
    // Where either name will do, neither is needed.
    let needed = known.filter { $0.isNeeded && ($0.family == nil || families.count == 1) }
      .map { JSON.string($0.name) }
    if !needed.isEmpty { object["required"] = .array(needed) }
    if others == .none { object["additionalProperties"] = false }
    return .object(object)
  }

  private mutating func reference(to type: any JSONRepresentable.Type) -> JSON {
    guard let name = type.schemaName else { return write(type.schema) }
    return reference(to: name, type.schema)
  }

  private mutating func reference(to name: String, _ schema: Schema) -> JSON {
    if definitions[name] == nil {
      // Holds the place, so that a type which contains itself ends here.
      definitions[name] = [:]
      definitions[name] = write(schema)
    }
    return ["$ref": .string(prefix + name)]
  }
}
