public import ElizaModel

/// The body a route takes.
public enum Intake: Sendable {
  /// None; one that comes is not looked at.
  case nothing
  /// JSON that the route cannot do without.
  case json(Schema)
  /// JSON that may be absent.
  case optionalJSON(Schema)
  /// A form with a file under this name.
  case upload(field: String)

  /// JSON of a type of the protocol.
  static func body(_ type: any JSONRepresentable.Type) -> Intake { .json(.part(type)) }
}
