import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Testing

/// What agents may be made of and changed to, and what is said about the rest.
@Suite struct AgentFieldTests {
  private static let path = "/api/agents/\(String.eliza)"

  @Test(
    arguments: [
      (["enabled": "no"], #"enabled: expected true or false, found the text "no""#),
      (["createdAt": "x"], #"createdAt: expected a time, found the text "x""#),
      (["updatedAt": true], "updatedAt: expected a time, found true"),
      (["server_id": 7], "server_id: expected text or null, found the number 7"),
      (["topics": "x"], #"topics: expected a list of texts, found the text "x""#),
      (["style": []], "style: expected an object, found a list"),
      (["bio": nil], "bio: expected text or a list of texts, found null"),
      (["name": ""], "name: expected text that is not empty, found empty text"),
      (["id": "zz"], #"id: expected a UUID, found the text "zz""#),
    ] as [(JSON, String)])
  func `a change to a wrong type is refused, and nothing changes`(
    change: JSON, complaint: String
  ) {
    let api = RESTAPI.testing(.testing())
    let before = api.call(.get, Self.path).json
    let answer = api.call(.patch, Self.path, change)
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["code"] == "UPDATE_ERROR")
    #expect(answer.json["error"]?["message"] == .string(complaint))
    #expect(api.call(.get, Self.path).json == before)
    let strict = RESTAPI.testing(.testing(.v1_7_2)).call(.patch, Self.path, change)
    #expect(strict.status == 500)
    #expect(strict.json["error"]?["message"] == "Error updating agent")
    #expect(strict.json["error"]?["details"] == .string(complaint))
  }

  @Test(arguments: [Profile.lenient, .v1_7_2])
  func `an agent may be sent back as it was served`(profile: Profile) {
    let api = RESTAPI.testing(.testing(profile))
    var agent = api.call(.get, Self.path).json["data"]?.objectValue ?? [:]
    agent["topics"] = ["a"]
    agent["enabled"] = false
    agent["createdAt"] = 5
    let changed = api.call(.patch, Self.path, .object(agent))
    #expect(changed.status == 200)
    #expect(changed.json["data"]?["topics"] == ["a"])
    #expect(changed.json["data"]?["enabled"] == false)
    #expect(changed.json["data"]?["createdAt"] == 1_768_817_730_123)
    let taken = api.call(.patch, Self.path, ["topics": nil, "enabled": nil])
    #expect(taken.json["data"]?["topics"] == [])
    #expect(taken.json["data"]?["enabled"] == true)
  }

  @Test(arguments: [Profile.lenient, .v1_7_2])
  func `no agent is made with an id that nobody can use`(profile: Profile) {
    let world = World.testing(profile)
    let answer = RESTAPI.testing(world).call(
      .post, "/api/agents", ["agent": ["id": "zz", "name": "Q", "bio": "b"]])
    #expect(answer.status == 400)
    #expect(
      answer.json["error"]?["message"]
        == #"Character validation failed: id: expected a UUID, found the text "zz""#)
    #expect(world.agents.count == 1)
  }

  @Test(
    arguments: [
      (.post, "/api/messaging/submit"), (.post, "/api/agents"),
      (.post, "/api/messaging/channels"),
    ] as [(HTTPMethod, String)])
  func `a lenient server says that the body is missing`(method: HTTPMethod, path: String) {
    let answer = RESTAPI.testing(.testing()).call(method, path)
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["message"]?.stringValue?.hasPrefix("Cannot destructure") == true)
    #expect(answer.json["hint"] == "The request has no JSON body.")
    #expect(RESTAPI.testing(.testing(.v1_7_2)).call(method, path).json["hint"] == nil)
  }

  @Test func `so it does in sessions`() throws {
    let api = RESTAPI.testing(.testing())
    let sessions = "/api/messaging/sessions"
    let session = api.call(
      .post, sessions, ["agentId": .string(.eliza), "userId": .string(.ann)])
    let id = try #require(session.json["sessionId"]?.stringValue)
    let answer = api.call(.post, "\(sessions)/\(id)/messages")
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["message"] == "An unexpected error occurred")
    #expect(answer.json["hint"] == "The request has no JSON body.")
  }
}
