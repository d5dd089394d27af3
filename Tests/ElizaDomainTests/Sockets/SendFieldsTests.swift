import JSON
import Testing

@testable import ElizaDomain

@Suite struct SendFieldsTests {
  private func fields(_ text: String) throws -> (SendFields, JSONDocument) {
    let document = try JSONDocument(parsing: Array(text.utf8).span)
    return (SendFields(document, document.root), document)
  }

  @Test func `finds every field`() throws {
    let keys = [
      "channelId", "message", "messageId", "messageServerId", "metadata", "roomId", "senderId",
      "senderName", "serverId", "source", "targetUserId", "attachments",
    ]
    let members = keys.map { #""\#($0)":"\#($0)!""# }
    let (found, document) = try fields("{\(members.joined(separator: ","))}")
    let nodes = [
      found.channelID, found.message, found.messageID, found.messageServerID, found.metadata,
      found.roomID, found.senderID, found.senderName, found.serverID, found.source,
      found.targetUserID, found.attachments,
    ]
    #expect(nodes.map { $0.flatMap { document.string(of: $0) } } == keys.map { "\($0)!" })
  }

  @Test func `false values and unknown keys count as missing, the last of a key counts`() throws {
    let (found, document) = try fields(
      #"{"message":"a","message":0,"roomId":"","source":null,"sender":"x","senderId":"1","senderId":"2","attachments":[],"metadata":{}}"#
    )
    #expect(found.message == nil && found.roomID == nil && found.source == nil)
    #expect(found.senderID.flatMap { document.string(of: $0) } == "2")
    #expect(found.attachments != nil && found.metadata != nil)
    #expect(try fields(#"{"attachments":null}"#).0.attachments == nil)
  }

  @Test func `keys written with escapes are understood`() throws {
    let (found, document) = try fields(
      #"{"mess\u0061ge":"hi","\u0072oomId":"R","sender\u004eame":"Ada"}"#)
    #expect(found.message.flatMap { document.string(of: $0) } == "hi")
    #expect(found.roomID.flatMap { document.string(of: $0) } == "R")
    #expect(found.senderName.flatMap { document.string(of: $0) } == "Ada")
  }

  @Test func `what is no object has no fields`() throws {
    for text in ["[]", "null", #""message""#, "5"] {
      #expect(try fields(text).0.message == nil)
    }
  }
}
