import JSON
import SocketIO
import Testing

@Suite struct AttachmentTests {
  private let text = Array(
    #"52-/admin,3["a",{"_placeholder":true,"num":1},[{"_placeholder":true,"num":0}]]"#.utf8)

  @Test func collectsThemInOrder() throws {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    #expect(try decoder.textReceived(text.span, into: &document) == nil)
    #expect(decoder.isCollecting)
    #expect(try decoder.binaryReceived([1, 2].span, into: &document) == nil)
    let packet = try #require(try decoder.binaryReceived([UInt8]().span, into: &document))
    #expect(packet.type == .binaryEvent)
    #expect(packet.namespace == "/admin")
    #expect(packet.acknowledgementID == 3)
    #expect(packet.attachments == [[1, 2], []])
    #expect(document.bytes == Array(text[11...]))
    #expect(!decoder.isCollecting)
  }

  @Test func keepsThePayloadWhileTheDocumentServesOthers() throws {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    _ = try decoder.textReceived(text.span, into: &document)
    _ = try decoder.binaryReceived([1].span, into: &document)
    try document.parse(Array(#"["other"]"#.utf8).span)
    _ = try decoder.binaryReceived([2].span, into: &document)
    let name = try #require(document.element(0, of: document.root))
    #expect(document.string(of: name) == "a")
  }

  @Test func acknowledgementsHaveThemToo() throws {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    let text = Array(#"61-7[{"_placeholder":true,"num":0}]"#.utf8)
    #expect(try decoder.textReceived(text.span, into: &document) == nil)
    let packet = try #require(try decoder.binaryReceived([9].span, into: &document))
    #expect(packet.type == .binaryAcknowledgement)
    #expect(packet.acknowledgementID == 7)
  }

  @Test func refusesTextWhereOneIsDue() throws {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    _ = try decoder.textReceived(text.span, into: &document)
    _ = try decoder.binaryReceived([1].span, into: &document)
    #expect(throws: PacketError.attachmentExpected(missing: 1)) {
      try decoder.textReceived(Array(#"2["a"]"#.utf8).span, into: &document)
    }
  }

  @Test func refusesOneThatNobodyAnnounced() {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    #expect(throws: PacketError.unexpectedAttachment) {
      try decoder.binaryReceived([1].span, into: &document)
    }
  }

  @Test func boundsTheirBytesTogether() throws {
    var decoder = PacketDecoder(limits: PacketLimits(attachmentBytes: 3))
    var document = JSONDocument()
    _ = try decoder.textReceived(text.span, into: &document)
    _ = try decoder.binaryReceived([1, 2].span, into: &document)
    #expect(throws: PacketError.attachmentsTooLarge(limit: 3)) {
      try decoder.binaryReceived([3, 4].span, into: &document)
    }
  }

  @Test func boundsTheirNumber() {
    var decoder = PacketDecoder(limits: PacketLimits(attachments: 1))
    var document = JSONDocument()
    #expect(throws: PacketError.tooManyAttachments(limit: 1)) {
      try decoder.textReceived(text.span, into: &document)
    }
  }

  @Test(arguments: [
    #"{"_placeholder":true,"num":1}"#, #"{"_placeholder":true,"num":-1}"#,
    #"{"_placeholder":true}"#, #"{"_placeholder":true,"num":"0"}"#,
    #"{"_placeholder":true,"num":0.5}"#, #"[[{"a":{"_placeholder":true,"num":9}}]]"#,
    #"{"_placeholder":true,"num":99999999999999999999}"#,
  ])
  func refusesPlaceholdersWithoutTheirAttachment(argument: String) {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    #expect(throws: PacketError.invalidPlaceholder) {
      try decoder.textReceived(Array(#"51-["a",\#(argument)]"#.utf8).span, into: &document)
    }
  }

  @Test(arguments: [#"{"_placeholder":false,"num":9}"#, #"{"_placeholder":1}"#, #"{"num":5}"#])
  func takesLookAlikesForWhatTheyAre(argument: String) throws {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    let text = Array(#"50-["a",\#(argument)]"#.utf8)
    #expect(try decoder.textReceived(text.span, into: &document) != nil)
  }
}
