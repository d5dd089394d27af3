import HTTP1
import HostInterface
import JSON
import Testing

@testable import ElizaDomain

/// Section 12 of the HTTP contract: recordings become text.
@Suite struct TranscriptAPITests {
  private static let base = "/api/audio/\(String.eliza)"

  private func upload(
    _ path: String, type: String = "audio/webm", content: [UInt8] = Array("sound".utf8),
    name: String = "file", to api: RESTAPI = .testing(.testing(.v1_7_2))
  ) -> MemoryExchange {
    let head =
      "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"a.webm\"\r\n"
      + "Content-Type: \(type)\r\n\r\n"
    return api.post(
      path, Array(head.utf8) + content + Array("\r\n--b--\r\n".utf8),
      type: "multipart/form-data; boundary=b")
  }

  @Test func section12_aRecordingIsAnsweredWithATranscriptThatSaysItIsNone() {
    let text = "[eliza-mock: 5 bytes of audio/webm, not listened to]"
    let message = upload(Self.base + "/audio-messages", type: "audio/webm; codecs=opus")
    #expect(message.status == 200)
    #expect(
      message.text == #"{"success":true,"data":{"transcription":"\#(text)","#
        + #""message":"Audio transcribed, further processing TBD."}}"#)
    #expect(message.response?.headers["X-Eliza-Mock"] == "generated")
    let transcript = upload(Self.base + "/transcriptions")
    #expect(transcript.status == 200)
    #expect(transcript.text == #"{"success":true,"data":{"text":"\#(text)"}}"#)
    #expect(transcript.response?.headers["X-Eliza-Mock"] == "generated")
  }

  @Test func section12_whatTheMockHasSpokenItUnderstands() {
    let file = MockSpeech.file(saying: "Hello you")
    let transcript = upload(Self.base + "/transcriptions", type: "audio/wav", content: file)
    #expect(transcript.json == ["success": true, "data": ["text": "Hello you"]])
  }

  @Test(arguments: ["/audio-messages", "/transcriptions"])
  func section12_refusals(path: String) {
    func refused(_ code: String, _ text: String) -> String {
      #"{"success":false,"error":{"code":"\#(code)","message":"\#(text)"}}"#
    }
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let nothing = api.call(.post, Self.base + path, [:])
    #expect(nothing.status == 400)
    #expect(nothing.text == refused("INVALID_REQUEST", "No audio file provided"))
    let type = upload(Self.base + path, type: "image/png")
    #expect(type.status == 400)
    #expect(type.text == refused("INVALID_FILE_TYPE", "Invalid audio file type"))
    let id = upload("/api/audio/x" + path)
    #expect(id.status == 400)
    #expect(id.text == refused("INVALID_ID", "Invalid agent ID format"))
    let stranger = upload("/api/audio/\(String.bob)" + path)
    #expect(stranger.status == 404)
    #expect(stranger.text == refused("NOT_FOUND", "Agent not found"))
    let field = upload(Self.base + path, name: "sound")
    #expect(field.status == 500)
    #expect(
      field.text == #"{"success":false,"error":{"message":"Unexpected field","code":500}}"#)
  }

  @Test func section12_aRecordingBeyondTheLimitIsRefused() {
    var configuration = RESTConfiguration { _ in [UInt8](repeating: 0, count: 20) }
    configuration.uploadBytes = 4
    let api = RESTAPI(world: .testing(.v1_7_2), configuration: configuration)
    let answer = upload(Self.base + "/transcriptions", to: api)
    #expect(answer.status == 413)
    #expect(
      answer.text
        == #"{"success":false,"error":{"code":"FILE_TOO_LARGE","message":"Audio file too large"}}"#)
    #expect(
      upload(Self.base + "/transcriptions", content: Array("mew!".utf8), to: api).status == 200)
  }

  @Test func section12_onlyTheLenientProfileTakesKindsThatRealServersDoNot() {
    let lenient = RESTAPI.testing(.testing(.lenient))
    #expect(upload(Self.base + "/transcriptions", type: "audio/x-m4a").status == 400)
    #expect(upload(Self.base + "/transcriptions", type: "audio/x-m4a", to: lenient).status == 200)
  }
}
