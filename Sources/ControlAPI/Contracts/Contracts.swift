public import ElizaDomain
import ElizaModel
public import JSON

/// The contracts of a server that plays a profile: OpenAPI, AsyncAPI, and the JSON Schema of each type.
public struct Contracts {
  private let profile: Profile

  /// The contracts of servers that play `profile`.
  public init(profile: Profile) {
    self.profile = profile
  }

  /// The OpenAPI 3.1 document of the HTTP side.
  public var openAPI: JSON { OpenAPIDocument(profile: profile).json }

  /// The AsyncAPI 3 document of the socket side.
  public var asyncAPI: JSON { AsyncAPIDocument(profile: profile).json }

  /// The OpenAPI 3.1 document of the control API.
  public var control: JSON { ControlDocument(routes: ControlRoute.all).json }

  /// The names of the types that have a schema, sorted.
  public var schemaNames: [String] { schemas.map(\.key).sorted() }

  /// The document called `openapi`, `asyncapi`, `control` or by the name of a type; nil when there is none.
  public func named(_ name: String) -> JSON? {
    switch name {
    case "openapi": openAPI
    case "asyncapi": asyncAPI
    case "control": control
    default: schema(named: name)
    }
  }

  /// The document at a path below the control API's base; nil when there is none.
  func document(at path: Substring) -> JSON? {
    switch path {
    case "openapi.json": openAPI
    case "asyncapi.json": asyncAPI
    case "control.json": control
    default: path.hasPrefix("schemas/") ? schema(named: String(path.dropFirst(8))) : nil
    }
  }

  /// The schema of a type with all it refers to.
  private func schema(named name: String) -> JSON? {
    let all = schemas
    guard all[name] != nil else { return nil }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$ref": .string("#/$defs/" + name), "$defs": .object(all),
    ]
  }

  private var schemas: JSONObject {
    var writer = profile.schemaWriter(prefix: "#/$defs/")
    for route in RouteContract.all(profile) { route.mention(in: &writer) }
    for event in EventContract.all(profile) { event.payload.map { _ = writer.write($0) } }
    return writer.definitions
  }
}
