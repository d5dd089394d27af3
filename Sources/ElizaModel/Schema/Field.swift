/// A member of an object in a schema.
public struct Field: Sendable {
  /// Its key.
  public let name: String
  /// What its value looks like.
  public let schema: Schema
  /// Whether the object is never without it.
  public let isNeeded: Bool
  /// The naming family whose servers alone have it; nil for all.
  public private(set) var family: NamingFamily?

  /// A member that is always there.
  public static func needed(_ name: String, _ schema: Schema) -> Field {
    Field(name: name, schema: schema, isNeeded: true)
  }

  /// A member that may be absent.
  public static func optional(_ name: String, _ schema: Schema) -> Field {
    Field(name: name, schema: schema, isNeeded: false)
  }

  /// The same member, of servers of one naming family.
  public func only(_ family: NamingFamily) -> Field {
    var field = self
    field.family = family
    return field
  }

  private init(name: String, schema: Schema, isNeeded: Bool) {
    self.name = name
    self.schema = schema
    self.isNeeded = isNeeded
  }
}
