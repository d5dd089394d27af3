import ElizaDomain
import ElizaModel
import JSON

/// Describes what may come under one status.
struct OpenAPIResponse {
  let status: Int
  let promises: [Promise]

  func json(_ writer: inout SchemaWriter) -> JSON {
    var response: JSONObject = ["description": .string(description)]
    var content: JSONObject = [:]
    let schemas = distinct(&writer)
    if let schema = schemas.first {
      content["application/json"] = [
        "schema": schemas.count == 1 ? schema : ["anyOf": .array(schemas)]
      ]
    }
    for promise in promises {
      switch promise.body {
      case .content(let type): content[type] = ["schema": ["type": "string"]]
      case .events(let events):
        let shapes = events.map { event($0, &writer) }
        content["text/event-stream"] = ["schema": ["anyOf": .array(shapes)]]
      case .json, .empty: break
      }
    }
    if !content.isEmpty { response["content"] = .object(content) }
    return .object(response)
  }

  /// One event of a stream: its name, and JSON as text.
  private func event(_ event: Field, _ writer: inout SchemaWriter) -> JSON {
    [
      "type": "object", "required": ["event", "data"],
      "properties": [
        "event": ["const": .string(event.name)],
        "data": [
          "type": "string", "contentMediaType": "application/json",
          "contentSchema": writer.write(event.schema),
        ],
      ],
    ]
  }

  private func distinct(_ writer: inout SchemaWriter) -> [JSON] {
    promises.reduce(into: []) { schemas, promise in
      guard case .json(let schema) = promise.body else { return }
      let written = writer.write(schema)
      if !schemas.contains(written) { schemas.append(written) }
    }
  }

  private var description: String { Self.descriptions[status] ?? "An answer" }

  private static let descriptions: [Int: String] = [
    200: "Done", 201: "Made", 202: "Taken", 204: "Done, and nothing to say",
    304: "The caller has the answer already",
    400: "The request makes no sense", 401: "The key is missing or wrong",
    403: "Not for this caller", 404: "There is no such thing", 409: "It is not the time for that",
    410: "It is over", 413: "The body is too large", 415: "The body is of a wrong kind",
    429: "Too many requests", 500: "The request broke something",
    501: "Not here", 503: "No agent runs",
  ]
}
