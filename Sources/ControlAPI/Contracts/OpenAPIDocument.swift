import ElizaDomain
import ElizaModel
import HTTP1
import JSON

/// Describes the routes of a profile's server as OpenAPI 3.1.
struct OpenAPIDocument {
  let profile: Profile

  /// The document.
  var json: JSON {
    var writer = profile.schemaWriter(prefix: "#/components/schemas/")
    let paths = paths(&writer)
    return [
      "openapi": "3.1.0",
      "info": info,
      "servers": [["url": "/"]],
      "security": [[:], ["apiKey": []]],
      "tags": .array(tags.map { ["name": .string($0)] }),
      "paths": .object(paths),
      "components": [
        "schemas": .object(writer.definitions),
        "securitySchemes": [
          "apiKey": ["type": "apiKey", "in": "header", "name": "X-API-KEY"]
        ],
      ],
    ]
  }

  private var routes: [RouteContract] { RouteContract.all(profile) }

  private var info: JSON {
    [
      "title": "eliza-mock, HTTP side",
      "version": .string(profile.name),
      "description": .string(
        "What an ElizaOS server promises to frontends over HTTP, as eliza-mock plays it in the "
          + "profile \(profile.name). Made from the routes themselves."),
      "license": ["name": "MIT", "identifier": "MIT"],
    ]
  }

  private var tags: [String] {
    routes.reduce(into: []) { tags, route in
      if !tags.contains(route.tag) { tags.append(route.tag) }
    }
  }

  private func paths(_ writer: inout SchemaWriter) -> JSONObject {
    routes.reduce(into: [:]) { paths, route in
      var operations = paths[route.template]?.objectValue ?? [:]
      operations[route.method.rawValue.lowercased()] = OpenAPIOperation(route: route)
        .json(&writer)
      paths[route.template] = .object(operations)
    }
  }
}
