import ElizaModel
import JSON

extension MessageServer {
  /// The message server as answers show it.
  var json: JSON {
    var body: JSONObject = [
      "id": .string(id), "name": .string(name), "sourceType": .string(sourceType),
    ]
    body["sourceId"] = sourceID.map(JSON.string)
    body["metadata"] = metadata?.value
    body["createdAt"] = .string(createdAt.isoText)
    body["updatedAt"] = .string(updatedAt.isoText)
    return .object(body)
  }
}
