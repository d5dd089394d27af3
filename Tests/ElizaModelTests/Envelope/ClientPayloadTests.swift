import ElizaModel
import JSON
import Testing

@Suite struct ClientPayloadTests {
  private static let join = """
    {"channelId":"c","roomId":"r","entityId":"u","messageServerId":"m","serverId":"s","agentId":"nova",\
    "metadata":{"isDm":true},"username":"ada","displayName":"Ada"}
    """
  private static let send = """
    {"senderId":"u","senderName":"Ada","message":"Hello","channelId":"c","roomId":"r","messageServerId":"m",\
    "serverId":"s","messageId":"m-1","source":"client_chat","attachments":[{"url":"x"}],\
    "metadata":{"isDm":true},"targetUserId":"a"}
    """

  private func inPlace<Payload>(
    _ text: String, _ read: (JSONDocument, JSONDocument.Node) -> Payload?
  ) throws -> Payload? {
    let document = try JSONDocument(parsing: Array(text.utf8).span)
    return read(document, document.root)
  }

  @Test func aJoinIsReadBothWaysAndWritten() throws {
    let payload = try #require(JoinPayload(json: try JSON(parsing: Self.join)))
    #expect(payload.json.text == Self.join)
    #expect(try inPlace(Self.join, JoinPayload.init) == payload)
    #expect(payload.room == "c")
    #expect(payload.agentID == "nova")
  }

  @Test func aSendIsReadBothWaysAndWritten() throws {
    let payload = try #require(SendPayload(json: try JSON(parsing: Self.send)))
    #expect(payload.json.text == Self.send)
    #expect(try inPlace(Self.send, SendPayload.init) == payload)
    #expect(payload.room == "c")
    #expect(payload.message == "Hello")
  }

  @Test(arguments: [
    (#"{"channelId":"","roomId":"r"}"#, "r"), (#"{"roomId":"r"}"#, "r"),
    (#"{"channelId":42,"roomId":"r"}"#, "r"), (#"{"channelId":"c"}"#, "c"), ("{}", nil),
    (#"{"channelId":null}"#, nil),
  ])
  func theRoomIsTheFirstNameThatSaysSomething(text: String, room: String?) throws {
    #expect(try inPlace(text, JoinPayload.init)?.room == room)
    #expect(try inPlace(text, SendPayload.init)?.room == room)
    #expect(SendPayload(json: try JSON(parsing: text))?.room == room)
  }

  @Test func aMessageNeedNotBeText() throws {
    #expect(try inPlace(#"{"message":42}"#, SendPayload.init)?.message == 42)
    #expect(try inPlace(#"{"message":""}"#, SendPayload.init)?.message?.isTruthy == false)
    #expect(try inPlace(#"{"messageId":7}"#, SendPayload.init)?.messageID == 7)
  }

  @Test(arguments: [
    (#"{"message_server_id":"a","server_id":"b"}"#, "a"), (#"{"server_id":"b"}"#, "b"),
    (#"{"worldId":"w"}"#, "w"), (#"{"worldId":"w","serverId":"s"}"#, nil),
  ])
  func unofficialServerNamesAreTheLastResort(text: String, name: String?) throws {
    #expect(try inPlace(text, SendPayload.init)?.unofficialServerID == name)
    #expect(SendPayload(json: try JSON(parsing: text))?.unofficialServerID == name)
  }

  @Test(arguments: ["[]", "null", #""text""#, "1"])
  func onlyObjectsAreRead(text: String) throws {
    #expect(try inPlace(text, JoinPayload.init) == nil)
    #expect(try inPlace(text, SendPayload.init) == nil)
  }
}
