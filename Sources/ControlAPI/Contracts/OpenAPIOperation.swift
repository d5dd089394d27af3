import ElizaDomain
import ElizaModel
import JSON

/// Describes one route as an OpenAPI operation.
struct OpenAPIOperation {
  let route: RouteContract

  func json(_ writer: inout SchemaWriter) -> JSON {
    var operation: JSONObject = [
      "operationId": .string(route.operationID),
      "summary": .string(route.contract.summary),
      "tags": [.string(route.tag)],
      "x-tier": .string("T\(route.contract.tier.rawValue)"),
      "x-section": .string(route.contract.section),
    ]
    let parameters = parameters(&writer)
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    operation["requestBody"] = requestBody(&writer)
    operation["responses"] = responses(&writer)
    return .object(operation)
  }

  private func parameters(_ writer: inout SchemaWriter) -> [JSON] {
    let inPath = route.parameterNames.map { name -> JSON in
      var parameter: JSONObject = [
        "name": .string(name), "in": "path", "required": true,
        "schema": writer.write(RouteContract.schema(ofParameter: name)),
      ]
      if name == "agentId" { parameter["example"] = "b850bc30-45f8-0041-a00a-83df46d8555d" }
      return .object(parameter)
    }
    let inQuery = route.contract.query.map { value -> JSON in
      [
        "name": .string(value.name), "in": "query", "required": .bool(value.isNeeded),
        "schema": writer.write(value.schema),
      ]
    }
    return inPath + inQuery
  }

  private func requestBody(_ writer: inout SchemaWriter) -> JSON? {
    switch route.contract.intake {
    case .nothing: nil
    case .json(let schema): content("application/json", writer.write(schema), isNeeded: true)
    case .optionalJSON(let schema):
      content("application/json", writer.write(schema), isNeeded: false)
    case .upload(let field):
      content(
        "multipart/form-data",
        [
          "type": "object", "required": [.string(field)],
          "properties": .object([field: ["type": "string", "format": "binary"]]),
        ], isNeeded: true)
    }
  }

  private func content(_ type: String, _ schema: JSON, isNeeded: Bool) -> JSON {
    [
      "required": .bool(isNeeded),
      "content": .object([type: ["schema": schema]]),
    ]
  }

  /// One entry for each status, with all bodies that may come under it.
  private func responses(_ writer: inout SchemaWriter) -> JSON {
    let statuses = Set(route.promises.map(\.status)).sorted()
    return .object(
      statuses.reduce(into: [:]) { responses, status in
        let promises = route.promises.filter { $0.status == status }
        responses[String(status)] = OpenAPIResponse(status: status, promises: promises)
          .json(&writer)
      })
  }
}
