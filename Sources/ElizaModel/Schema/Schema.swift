public import JSON

/// What the JSON values of one kind look like; the contracts write it as JSON Schema 2020-12.
///
/// Every type of the protocol has one beside its coding. Tests hold the two together in both directions.
public indirect enum Schema: Sendable {
  /// Any value at all.
  case any
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean
  /// A whole number.
  case integer
  /// Any number.
  case number
  /// A text, of a certain form or any.
  case text(TextForm)
  /// One of these texts.
  case words([String])
  /// This value and no other.
  case constant(JSON)
  /// A list, all of whose elements look the same.
  case list(Schema)
  /// An object with known members.
  case members([Field], others: Others)
  /// A value that fits at least one of several schemas.
  case either([Schema])
  /// Whatever a type of the protocol looks like.
  case part(any JSONRepresentable.Type)
  /// A shape that goes by a name and is no type.
  case named(String, Schema)

  /// What an object may hold beside its known members.
  public enum Others: Hashable, Sendable {
    /// Nothing.
    case none
    /// Anything: what is sent to a server, and what is passed on as it came.
    case any
  }

  /// The form of a text.
  public enum TextForm: Hashable, Sendable {
    /// Any text.
    case plain
    /// Some text, of at most so many characters when there is a limit.
    case filled(atMost: Int?)
    /// A UUID.
    case uuid
    /// A moment as `2026-01-19T10:15:30.123Z`.
    case moment
  }
}

/// Shorter ways to say it.
extension Schema {
  /// Any text.
  public static let text = Schema.text(.plain)
  /// Any text that is not empty.
  public static let filled = Schema.text(.filled(atMost: nil))
  /// A UUID.
  public static let uuid = Schema.text(.uuid)
  /// A moment as a date text.
  public static let date = Schema.text(.moment)
  /// A moment in milliseconds since 1970.
  public static let milliseconds = Schema.integer
  /// Any object.
  public static let anyObject = Schema.members([], others: .any)

  /// An object that holds these members and no others.
  public static func object(_ fields: Field...) -> Schema { .members(fields, others: .none) }

  /// An object that may hold more than these members.
  public static func openObject(_ fields: Field...) -> Schema { .members(fields, others: .any) }

  /// The value or null.
  public static func nullable(_ schema: Schema) -> Schema { .either([schema, .null]) }

  /// `{"success":true,"data":…}`.
  public static func data(_ schema: Schema) -> Schema {
    .object(.needed("success", .constant(true)), .needed("data", schema))
  }

  /// `{"success":true,"data":…}` around a type of the protocol.
  public static func data(_ type: any JSONRepresentable.Type) -> Schema { data(.part(type)) }

  /// The same object with further members.
  ///
  /// Types are looked into, so that a type with one more member stays closed; what is no object stays as it is.
  public func adding(_ fields: [Field]) -> Schema {
    guard !fields.isEmpty else { return self }
    switch self {
    case .part(let type): return type.schema.adding(fields)
    case .named(_, let schema): return schema.adding(fields)
    case .members(let own, let others): return .members(own + fields, others: others)
    case .either(let choices): return .either(choices.map { $0.adding(fields) })
    default: return self
    }
  }

  /// The known members, with those of types looked into.
  public var fields: [Field] {
    switch self {
    case .part(let type): type.schema.fields
    case .named(_, let schema): schema.fields
    case .members(let fields, _): fields
    default: []
    }
  }
}
