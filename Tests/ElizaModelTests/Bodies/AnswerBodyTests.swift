import ElizaModel
import JSON
import Testing

/// Forms of answers that no single recorded server gives.
@Suite struct AnswerBodyTests {
  private let moment = Timestamp(milliseconds: 1_768_817_760_000)

  private var busMessage: BusMessage {
    var message = BusMessage(
      id: "m", channelID: "c", authorID: "u", content: "Hello", createdAt: moment)
    message.messageServerID = "s"
    return message
  }

  @Test func aSentMessageMayHaveBothFormsAtOnce() {
    let answer = SessionMessageAnswer(
      userMessage: busMessage,
      message: SentSessionMessage(id: "m", content: "Hello", authorID: "u", createdAt: moment),
      agentResponse: .null,
      sessionStatus: SessionStatus(
        expiresAt: moment, renewalCount: 1, wasRenewed: true, isNearExpiration: false))
    #expect(
      answer.json.text
        == #"{"success":true,"userMessage":{"id":"m","channel_id":"c","message_server_id":"s","author_id":"u","#
        + #""content":"Hello","created_at":1768817760000},"agentResponse":null,"id":"m","content":"Hello","#
        + #""authorId":"u","createdAt":"2026-01-19T10:16:00.000Z","sessionStatus":{"#
        + #""expiresAt":"2026-01-19T10:16:00.000Z","renewalCount":1,"wasRenewed":true,"isNearExpiration":false}}"#
    )
    #expect(SessionMessageAnswer(json: answer.json) == answer)
  }

  @Test func aPostedMessageMayHaveBothNamesAtOnce() {
    let answer = ChannelMessageAnswer(userMessage: busMessage, data: busMessage)
    #expect(ChannelMessageAnswer(json: answer.json) == answer)
    #expect(answer.json["data"] == answer.json["userMessage"])
    #expect(ChannelMessageAnswer(json: ["success": true]) == nil)
  }

  @Test func nullsShowOnlyWhereTheyBelong() {
    var message = CentralMessage(
      id: "m", channelID: "c", authorID: "u", content: 42, createdAt: moment, updatedAt: moment)
    #expect(message.json["inReplyToRootMessageId"] == nil)
    message.nullFields = [.inReplyTo, .sourceID]
    #expect(message.json["inReplyToRootMessageId"] == .null)
    #expect(message.json["sourceId"] == .null)
    #expect(message.json["created_at"] == nil)
    let listed = CentralMessage(
      id: "m", channelID: "c", authorID: "u", content: 42, createdAt: moment, updatedAt: moment,
      isListed: true)
    #expect(listed.json["updated_at"] == 1_768_817_760_000)
    #expect(CentralMessage(json: listed.json) == listed)
  }

  @Test func aFlagIsShownAsItWasSent() {
    let config = TimeoutConfig(
      timeoutMinutes: 7.5, autoRenew: "true", maxDurationMinutes: 720, warningThresholdMinutes: 5)
    #expect(
      config.json.text
        == #"{"timeoutMinutes":7.5,"autoRenew":"true","maxDurationMinutes":720,"warningThresholdMinutes":5}"#
    )
  }

  @Test func oneUnreadableElementSpoilsAList() {
    #expect(SessionList(json: ["sessions": [["sessionId": "s"]], "total": 1]) == nil)
    #expect(IDList(json: ["a", 1]) == nil)
    #expect(DataEnvelope<IDList>(json: ["success": true, "data": ["a"]])?.data.ids == ["a"])
    #expect(DataEnvelope<IDList>(json: ["success": true]) == nil)
  }
}
