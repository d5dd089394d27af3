import ElizaModel
import JSON
import Testing

@Suite struct MessageEnvelopeTests {
  private func nodes(_ text: String) throws -> EnvelopeNodes? {
    let document = try JSONDocument(parsing: Array(text.utf8).span)
    return EnvelopeNodes(in: document, at: document.root)
  }

  @Test(arguments: zip(SocketMessageType.allCases, 1...6))
  func typesHaveTheNumbersOfElizaOS(type: SocketMessageType, number: Int) throws {
    #expect(type.rawValue == number)
    let text = #"{"type":\#(number),"payload":{"a":1}}"#
    let envelope = MessageEnvelope(type, payload: ["a": 1])
    #expect(envelope.json.text == text)
    #expect(MessageEnvelope(json: envelope.json) == envelope)
    #expect(try nodes(text)?.type == type)
    #expect(try nodes(text)?.hasNumericType == true)
  }

  @Test func aNumericTextIsReadAndToldApart() throws {
    let text = #"{"type":"2","payload":{}}"#
    #expect(try nodes(text)?.type == .sendMessage)
    #expect(try nodes(text)?.hasNumericType == false)
    #expect(MessageEnvelope(json: ["type": "2", "payload": [:]])?.type == .sendMessage)
  }

  @Test(arguments: ["0", "7", "1.5", "1e300", "\"send\"", "null", "[1]", "-1"])
  func unknownTypesAreFoundButNotNamed(type: String) throws {
    let text = #"{"type":\#(type),"payload":{}}"#
    #expect(try nodes(text) != nil)
    #expect(try nodes(text)?.type == nil)
    #expect(MessageEnvelope(json: try JSON(parsing: text)) == nil)
  }

  @Test(arguments: [#""hello""#, "[]", "null", "{}", #"{"type":1}"#, #"{"payload":{}}"#])
  func bothKeysMustBeThere(text: String) throws {
    #expect(try nodes(text) == nil)
    #expect(MessageEnvelope(json: try JSON(parsing: text)) == nil)
  }

  @Test func writesAnEnvelopeAroundAPayload() {
    var output: [UInt8] = []
    MessageEnvelope.append(
      .roomJoining, JoinPayload(channelID: "c", entityID: "u"), to: &output)
    #expect(
      String(decoding: output, as: UTF8.self)
        == #"{"type":1,"payload":{"channelId":"c","entityId":"u"}}"#)
  }
}
