import ElizaModel
import JSON
import Testing

@Suite struct MessageBroadcastTests {
  private func broadcast(_ order: MessageBroadcast.KeyOrder) -> MessageBroadcast {
    MessageBroadcast(
      order: order, id: "m", senderID: "u", senderName: "Ada", text: "Hi", roomID: "r",
      createdAt: Timestamp(milliseconds: 5), source: "client_chat")
  }

  @Test func theEchoOfASocketNamesItselfFirst() {
    var echo = broadcast(.socket)
    echo.channelID = "r"
    echo.messageServerID = "s"
    echo.attachments = [["id": "a"]]
    echo.clientMessageID = "mine"
    #expect(
      echo.json.text
        == #"{"id":"m","senderId":"u","senderName":"Ada","text":"Hi","channelId":"r","roomId":"r","#
        + #""messageServerId":"s","createdAt":5,"source":"client_chat","attachments":[{"id":"a"}],"#
        + #""clientMessageId":"mine"}"#)
  }

  @Test func anAgentNamesItselfFirst() {
    var reply = broadcast(.bus)
    reply.serverID = "s"
    reply.thought = "t"
    reply.actions = ["REPLY"]
    reply.updatedAt = Timestamp(milliseconds: 6)
    reply.rawMessage = ["text": "Hi"]
    #expect(
      reply.json.text
        == #"{"senderId":"u","senderName":"Ada","text":"Hi","roomId":"r","serverId":"s","createdAt":5,"#
        + #""source":"client_chat","id":"m","thought":"t","actions":["REPLY"],"updatedAt":6,"#
        + #""rawMessage":{"text":"Hi"}}"#)
  }

  @Test func isReadTolerantly() throws {
    let text =
      #"{"id":"m","senderId":"u","text":42,"channelId":"c","createdAt":"1970-01-01T00:00:00.005Z"}"#
    let broadcast = try #require(MessageBroadcast(json: try JSON(parsing: text)))
    #expect(broadcast.roomID == "c")
    #expect(broadcast.text == 42)
    #expect(broadcast.createdAt.milliseconds == 5)
    #expect(broadcast.senderName == "")
  }

  @Test(arguments: ["id", "senderId", "text", "roomId"])
  func cannotDoWithout(key: String) {
    var json = broadcast(.bus).json
    json[key] = nil
    #expect(MessageBroadcast(json: json) == nil)
  }

  @Test func anEventIsNameAndPayload() {
    let event = MessageError(error: "no \"way\"").eventBytes
    #expect(String(decoding: event, as: UTF8.self) == #"["messageError",{"error":"no \"way\""}]"#)
    let joined = RoomJoined(socketID: "S", room: "R", agentID: 7).eventBytes(named: .roomJoined)
    #expect(
      String(decoding: joined, as: UTF8.self)
        == #"["room_joined",{"message":"Socket S successfully joined channel R.","channelId":"R","#
        + #""roomId":"R","agentId":7}]"#)
  }
}
