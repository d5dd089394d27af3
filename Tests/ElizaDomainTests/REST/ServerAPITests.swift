import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

/// Sections 11 and 13 of the HTTP contract.
@Suite struct ServerAPITests {
  @Test func `the local environment is empty until somebody fills it`() {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let path = "/api/system/env/local"
    #expect(api.call(.get, path).json == ["success": true, "data": [:]])
    let answer = api.call(.post, path, ["content": ["KEY": "value", "NUMBER": 5]])
    #expect(answer.status == 200)
    #expect(answer.json == ["success": true, "message": "Local env updated"])
    #expect(
      api.call(.get, path).json == ["success": true, "data": ["KEY": "value", "NUMBER": "5"]])
    _ = api.call(.post, path, ["content": ["OTHER": ""]])
    #expect(api.call(.get, path).json["data"] == ["OTHER": ""])
  }

  @Test(arguments: [JSON.object([:]), ["content": "text"], ["content": .null]])
  func `an environment is an object`(body: JSON) {
    let answer = RESTAPI.testing(.testing(.v1_7_2)).call(.post, "/api/system/env/local", body)
    #expect(answer.status == 400)
    #expect(
      answer.json == [
        "success": false,
        "error": [
          "code": "INVALID_INPUT", "message": "Missing or invalid \"content\" in request body",
        ],
      ])
  }

  @Test func `a client can ask the server to stop`() {
    let world = World.testing()
    var requests = 0
    world.onStopRequested = { requests += 1 }
    let answer = RESTAPI.testing(world).call(.post, "/api/server/stop")
    #expect(answer.status == 200)
    #expect(answer.json == ["message": "Server stopping..."])
    #expect(requests == 1)
  }

  @Test(arguments: [
    ("GET", "/api/messaging/messages/1", "GET /api/messaging/channels/:channelId/messages"),
    ("POST", "/api/messaging/messages/search", "GET /api/messaging/channels/:channelId/messages"),
    ("PATCH", "/api/messaging/messages/1", "PATCH /api/messaging/action/:messageId"),
    (
      "POST", "/api/messaging/message-servers/1/sync-channels",
      "GET /api/messaging/message-servers/:messageServerId/channels"
    ),
    (
      "DELETE", "/api/messaging/message-servers/1",
      "DELETE /api/messaging/message-servers/:messageServerId/agents/:agentId"
    ),
    ("POST", "/api/audio/1/speech", "POST /api/audio/:agentId/speech/generate"),
    ("GET", "/api/messaging/channels/1/info", "GET /api/messaging/channels/:channelId/details"),
    ("GET", "/api/messaging/dm/1/2", "GET /api/messaging/dm-channel"),
    ("POST", "/api/rooms", "POST /api/messaging/channels"),
    ("GET", "/api/rooms/1/messages", "GET /api/messaging/channels/:channelId/messages"),
    ("GET", "/api/logs", "GET /api/server/logs"), ("GET", "/api/tee/agents", "GET /api/agents"),
  ])
  func `what clients call and no server has is answered with what to call instead`(
    method: String, path: String, instead: String
  ) {
    let answer = RESTAPI.testing(.testing()).call(HTTPMethod(method), path)
    #expect(answer.status == 404)
    #expect(answer.json.at("error.message") == "API endpoint not found")
    #expect(answer.json["hint"]?.stringValue?.contains(instead) == true, "\(answer.text)")
    let strict = RESTAPI.testing(.testing(.v1_7_2)).call(HTTPMethod(method), path)
    #expect(
      strict.json
        == ["success": false, "error": ["message": "API endpoint not found", "code": 404]])
  }
}
