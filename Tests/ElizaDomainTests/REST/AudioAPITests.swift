import ElizaModel
import HTTP1
import JSON
import Testing

@testable import ElizaDomain

/// Section 12 of the HTTP contract.
@Suite struct AudioAPITests {
  private let base = "/api/audio/\(String.eliza)"

  @Test(arguments: ["/audio-messages/synthesize", "/speech/generate"])
  func `text becomes sound that says it was made up`(path: String) throws {
    let answer = RESTAPI.testing(.testing(.v1_7_2)).call(.post, base + path, ["text": "Hello you"])
    #expect(answer.status == 200)
    #expect(answer.response?.headers["Content-Type"] == "audio/wav")
    #expect(answer.response?.headers["X-Eliza-Mock"] == "generated")
    let file = try #require(answer.response?.body)
    #expect(file == MockSpeech.file(saying: "Hello you"))
    #expect(file.count > 3_000)
  }

  @Test func `a conversation is answered with the sound of the agent's reply`() throws {
    let world = World.testing(.v1_7_2)
    let api = RESTAPI.testing(world)
    let pipeline = ReplyPipeline(world: world, script: TestScript.hearing())
    let answer = api.call(
      .post, base + "/speech/conversation", ["text": "Hello", "entityId": .string(.ann)])
    #expect(answer.response == nil)
    world.clock.advance(by: .seconds(5))
    #expect(answer.status == 200)
    #expect(answer.response?.body == MockSpeech.file(saying: "Eliza heard: Hello"))
    let channel = try #require(world.channels.values.first)
    #expect(channel.type == "DM")
    #expect(channel.messages.last?.content.text == "Hello")
    let ignored = api.call(.post, base + "/speech/conversation", ["text": "[ignore]"])
    world.clock.advance(by: .seconds(5))
    #expect(ignored.status == 500)
    #expect(
      ignored.json
        == [
          "success": false, "error": ["code": "MODEL_ERROR", "message": "No response from model"],
        ])
    #expect(pipeline.turnCount == 0)
  }

  @Test(arguments: [
    ("/audio-messages/synthesize", "Text is required for speech synthesis"),
    ("/speech/generate", "Text is required for speech synthesis"),
    ("/speech/conversation", "Text is required for conversation"),
  ])
  func `no text is refused`(path: String, text: String) {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let refused: JSON = [
      "success": false, "error": ["code": "INVALID_REQUEST", "message": .string(text)],
    ]
    #expect(api.call(.post, base + path, [:]).json == refused)
    #expect(api.call(.post, base + path, ["text": ""]).json == refused)
    #expect(
      api.call(.post, "/api/audio/x" + path, ["text": "x"]).json.at("error.message")
        == "Invalid agent ID format")
    #expect(
      api.call(.post, "/api/audio/\(String.bob)" + path, ["text": "x"]).json.at("error.message")
        == "Agent not found")
  }
}
