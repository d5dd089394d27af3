import HTTP1
import JSON

/// Describes the control API itself as OpenAPI 3.1; made from the table of calls.
struct ControlDocument {
  let routes: [ControlRoute]

  /// The document.
  var json: JSON {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "eliza-mock, control API", "version": "1",
        "description":
          "What a test asks of the mock itself. Callers on this machine are let in, and others with the control token.",
        "license": ["name": "MIT", "identifier": "MIT"],
      ],
      "servers": [["url": .string(ControlAPI.base)]],
      "security": [[:], ["controlToken": []]],
      "paths": .object(paths),
      "components": [
        "securitySchemes": ["controlToken": ["type": "http", "scheme": "bearer"]],
        "schemas": ["Problem": ControlDocument.problem],
      ],
    ]
  }

  private var paths: JSONObject {
    routes.reduce(into: [:]) { paths, route in
      var operations = paths["/" + route.pattern]?.objectValue ?? [:]
      operations[route.method.rawValue.lowercased()] = operation(route)
      paths["/" + route.pattern] = .object(operations)
    }
  }

  private func operation(_ route: ControlRoute) -> JSON {
    var operation: JSONObject = ["summary": .string(route.summary)]
    let parameters =
      route.parameterNames.map { name -> JSON in
        [
          "name": .string(name), "in": "path", "required": true, "schema": ["type": "string"],
        ]
      }
      + route.query.map { field -> JSON in
        [
          "name": .string(field.name), "in": "query", "required": .bool(field.isNeeded),
          "description": .string(field.about), "schema": field.schema,
        ]
      }
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    operation["requestBody"] = route.text.map(body) ?? route.body.flatMap(body)
    let schema: JSON = route.answerType == "application/json" ? ["type": "object"] : [:]
    operation["responses"] = [
      "200": [
        "description": "Done", "content": .object([route.answerType: ["schema": schema]]),
      ],
      "default": [
        "description": "Refused, with a hint",
        "content": [
          "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
        ],
      ],
    ]
    return .object(operation)
  }

  private func body(_ fields: [ControlField]) -> JSON? {
    guard !fields.isEmpty else { return nil }
    let needed = fields.filter(\.isNeeded).map { JSON.string($0.name) }
    let properties = fields.reduce(into: JSONObject()) { properties, field in
      var schema = field.schema.objectValue ?? [:]
      schema["description"] = .string(field.about)
      properties[field.name] = .object(schema)
    }
    var schema: JSONObject = [
      "type": "object", "properties": .object(properties), "additionalProperties": false,
    ]
    if !needed.isEmpty { schema["required"] = .array(needed) }
    return [
      "required": .bool(!needed.isEmpty), "content": content(.object(schema)),
    ]
  }

  private func body(_ text: ControlText) -> JSON {
    ["required": true, "description": .string(text.about), "content": content(text.schema)]
  }

  /// What is taken as JSON is taken as YAML too.
  private func content(_ schema: JSON) -> JSON {
    ["application/json": ["schema": schema], "application/yaml": ["schema": schema]]
  }

  private static let problem: JSON = [
    "type": "object", "required": ["title", "status", "detail", "hint"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"], "hint": ["type": "string"],
      "problems": [
        "type": "array",
        "description": "the mistakes in what was sent; of more than a hundred a hundred",
        "items": [
          "type": "object", "required": ["severity", "message"],
          "properties": [
            "line": ["type": "integer"], "column": ["type": "integer"],
            "path": ["type": "string"],
            "severity": ["enum": ["error", "warning"]], "message": ["type": "string"],
            "nearest": ["type": "string"],
          ],
        ],
      ],
    ],
  ]
}
