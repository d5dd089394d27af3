import ElizaModel
import JSON
import Testing

/// What clients send over HTTP; recordings hold answers only in full.
@Suite struct RequestBodyTests {
  private func rewritten<Body: JSONRepresentable>(_ type: Body.Type, _ text: String) throws
    -> String?
  {
    Body(json: try JSON(parsing: text))?.json.text
  }

  @Test func requestsAreReadAndWrittenAgain() throws {
    let session =
      #"{"agentId":"a","userId":"u","metadata":{"platform":"web"},"timeoutConfig":{"timeoutMinutes":"60"}}"#
    #expect(try rewritten(SessionCreation.self, session) == session)
    let message = #"{"content":"Hello","attachments":[],"metadata":{},"transport":"sse","mode":1}"#
    #expect(try rewritten(SessionMessageCreation.self, message) == message)
    let channel =
      #"{"id":"c","name":"Chat","message_server_id":"m","server_id":"s","participantCentralUserIds":["u"],"#
      + #""type":"DM","metadata":{"isDm":true}}"#
    #expect(try rewritten(ChannelCreation.self, channel) == channel)
    let change = #"{"name":"New","participantCentralUserIds":[],"metadata":{}}"#
    #expect(try rewritten(ChannelChange.self, change) == change)
    let post =
      #"{"author_id":"u","content":"Hello","message_server_id":"m","server_id":"s","#
      + #""in_reply_to_message_id":"r","raw_message":{},"metadata":{"user_display_name":"Ann"},"#
      + #""source_type":"client_chat","transport":"http","mode":"sync"}"#
    #expect(try rewritten(MessagePost.self, post) == post)
    let reply =
      #"{"messageId":"i","channel_id":"c","message_server_id":"m","server_id":"s","author_id":"a","#
      + #""content":"Hi","in_reply_to_message_id":"r","source_type":"agent_response","#
      + #""raw_message":{"text":"Hi"},"metadata":{"agentName":"Eliza"}}"#
    #expect(try rewritten(AgentPost.self, reply) == reply)
  }

  @Test func whatIsAbsentStaysAbsent() throws {
    #expect(try rewritten(SessionCreation.self, "{}") == "{}")
    #expect(try rewritten(ChannelChange.self, "{}") == "{}")
    #expect(try rewritten(MessagePost.self, #"{"unknown":1}"#) == "{}")
  }

  @Test func anIDThatIsNoTextCountsAsMissing() throws {
    let creation = SessionCreation(json: ["agentId": 42, "userId": nil])
    #expect(creation != nil)
    #expect(creation?.agentID == nil)
    #expect(creation?.userID == nil)
  }

  @Test func nothingIsReadFromOtherKinds() {
    for json in [nil, [], "text", 1] as [JSON] {
      #expect(SessionCreation(json: json) == nil)
      #expect(ChannelCreation(json: json) == nil)
      #expect(MessagePost(json: json) == nil)
    }
  }
}
