public import ElizaModel

/// A value that may stand in the query of a route.
public struct QueryParameter: Sendable {
  /// Its name.
  public let name: String
  /// What it looks like.
  public let schema: Schema
  /// Whether the route refuses a query without it.
  public let isNeeded: Bool

  /// A value the route can do without.
  static func optional(_ name: String, _ schema: Schema) -> QueryParameter {
    QueryParameter(name: name, schema: schema, isNeeded: false)
  }

  /// A value the route cannot do without.
  static func needed(_ name: String, _ schema: Schema) -> QueryParameter {
    QueryParameter(name: name, schema: schema, isNeeded: true)
  }
}
