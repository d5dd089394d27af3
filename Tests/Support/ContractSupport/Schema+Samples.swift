public import ElizaModel
public import JSON

extension Schema {
  /// Values that fit: every member and every choice is in one of them, and objects are also there bare.
  public var samples: [JSON] {
    switch self {
    case .any: ["anything"]
    case .null: [.null]
    case .boolean: [true]
    case .integer: [7]
    case .number: [7.5]
    case .text(let form): [.string(form.sample)]
    case .words(let words): words.map(JSON.string)
    case .constant(let value): [value]
    case .list(let element): element.samples.map { [$0] }
    case .members(let fields, _): Schema.objects(fields)
    case .either(let choices): choices.flatMap(\.samples)
    case .part(let type): type.schema.samples
    case .named(_, let schema): schema.samples
    }
  }

  /// Every type the schema refers to, directly or through others.
  public var types: [any JSONRepresentable.Type] {
    switch self {
    case .list(let element): element.types
    case .members(let fields, _): fields.flatMap(\.schema.types)
    case .either(let choices): choices.flatMap(\.types)
    case .part(let type): [type] + type.schema.types
    case .named(_, let schema): schema.types
    default: []
    }
  }

  /// The whole object once for each sample of each member, and the object with what it needs alone.
  private static func objects(_ fields: [Field]) -> [JSON] {
    let samples = fields.map { (field: $0, values: $0.schema.samples) }
    let count = samples.map(\.values.count).max() ?? 1
    let whole = (0..<max(count, 1)).map { round in
      JSON.object(
        samples.reduce(into: [:]) { object, member in
          object[member.field.name] = member.values[round % member.values.count]
        })
    }
    let bare = JSON.object(
      samples.reduce(into: [:]) { object, member in
        guard member.field.isNeeded else { return }
        object[member.field.name] = member.values.first
      })
    return whole + [bare]
  }
}

extension Schema.TextForm {
  fileprivate var sample: String {
    switch self {
    case .plain, .filled: "text"
    case .uuid: "0d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10"
    case .moment: "2026-01-19T10:15:30.123Z"
    }
  }
}
