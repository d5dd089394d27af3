import ElizaModel
import Testing

@testable import ElizaDomain

@Suite struct EncodedEventTests {
  @Test func `an argument becomes a text`() {
    let event = EncodedEvent(MessageError(error: "no \"x\""))
    #expect(
      String(decoding: event.withTextArgument.bytes, as: UTF8.self)
        == #"["messageError","{\"error\":\"no \\\"x\\\"\"}"]"#)
  }

  @Test func `an envelope wraps a payload`() {
    let event = EncodedEvent(.control, ControlMessage(type: "thinking", room: "R"))
    #expect(
      String(decoding: event.bytes, as: UTF8.self)
        == #"["message",{"type":6,"payload":{"type":"thinking","channelId":"R","roomId":"R"}}]"#)
    #expect(event.name == "message")
  }

  @Test func `members are renamed, texts are not`() {
    let bytes = Array(
      #"["x",{"roomId":"C","text":"\"roomId\":\"C\"","other":"C","in":{"roomId":"C"},"channelId":"C"}]"#
        .utf8)
    let renamed = EncodedEvent(name: "x", bytes: bytes).replacing("C", with: "S", in: ["roomId"])
    #expect(
      String(decoding: renamed.bytes, as: UTF8.self)
        == #"["x",{"roomId":"S","text":"\"roomId\":\"C\"","other":"C","in":{"roomId":"S"},"channelId":"C"}]"#
    )
  }
}
