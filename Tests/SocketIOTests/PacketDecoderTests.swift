import HostInterface
import JSON
import SocketIO
import Testing

@Suite struct PacketDecoderTests {
  /// What a whole packet says: header fields and payload.
  private func decode(_ text: String, limits: PacketLimits = PacketLimits()) throws -> String {
    var decoder = PacketDecoder(limits: limits)
    var document = JSONDocument()
    guard let packet = try decoder.textReceived(Array(text.utf8).span, into: &document) else {
      return "more"
    }
    let id = packet.acknowledgementID.map { "#\($0)" } ?? ""
    let payload = packet.hasPayload ? String(decoding: document.bytes, as: UTF8.self) : ""
    return "\(packet.type) \(packet.namespace)\(id) \(payload)"
  }

  @Test(arguments: [
    ("0", "connect / "),
    (#"0{"token":"x"}"#, #"connect / {"token":"x"}"#),
    ("0/admin,", "connect /admin "),
    ("0/admin", "connect /admin "),
    (#"0/admin,{"a":1}"#, #"connect /admin {"a":1}"#),
    ("1", "disconnect / "),
    ("1/admin,", "disconnect /admin "),
    (#"2["a"]"#, #"event / ["a"]"#),
    (#"2["a",1,"2",{"3":[false]}]"#, #"event / ["a",1,"2",{"3":[false]}]"#),
    (#"212["a"]"#, #"event /#12 ["a"]"#),
    (#"2/admin,456["a",[]]"#, #"event /admin#456 ["a",[]]"#),
    ("2[1,2]", "event / [1,2]"),
    ("30[]", "acknowledgement /#0 []"),
    (#"3/admin,18446744073709551615["a"]"#, #"acknowledgement /admin#18446744073709551615 ["a"]"#),
    (#"4{"message":"no"}"#, #"connectError / {"message":"no"}"#),
    (#"4"no""#, #"connectError / "no""#),
    (#"50-["a"]"#, #"binaryEvent / ["a"]"#),
    (#"51-["a",{"_placeholder":true,"num":0}]"#, "more"),
    (#"62-/admin,7[{"_placeholder":true,"num":1}]"#, "more"),
  ])
  func readsEveryForm(text: String, expected: String) throws {
    #expect(try decode(text) == expected)
  }

  @Test func keepsPayloadsAsTheyWereWrittenButForWhiteSpace() throws {
    let text = #"2["a", 1.50, 1e3, {"z" : 1, "a" : -0.0}, "\u00e9\/", 12345678901234567890]"#
    #expect(
      try decode(text)
        == #"event / ["a",1.50,1e3,{"z":1,"a":-0.0},"\u00e9\/",12345678901234567890]"#)
  }

  @Test(arguments: [
    ("", PacketError.empty), ("7", .unknownType(0x37)), ("abc", .unknownType(0x61)),
    ("€", .unknownType(0xE2)),
    ("1{}", .wrongPayload(.disconnect)), ("0[]", .wrongPayload(.connect)),
    (#"0"a""#, .wrongPayload(.connect)), ("0null", .wrongPayload(.connect)),
    ("2", .wrongPayload(.event)), ("2{}", .wrongPayload(.event)), ("2[]", .wrongPayload(.event)),
    (#"2"a""#, .wrongPayload(.event)), ("2[{}]", .wrongPayload(.event)),
    ("2[null]", .wrongPayload(.event)), ("2[true]", .wrongPayload(.event)),
    ("4", .wrongPayload(.connectError)), ("4[]", .wrongPayload(.connectError)),
    ("30", .wrongPayload(.acknowledgement)), ("30{}", .wrongPayload(.acknowledgement)),
    ("3[]", .missingAcknowledgementID), ("60-[]", .missingAcknowledgementID),
    ("05", .unexpectedAcknowledgementID(.connect)),
    ("15", .unexpectedAcknowledgementID(.disconnect)),
    (#"318446744073709551616["a"]"#, .acknowledgementIDTooLarge(offset: 1)),
    ("5[\"a\"]", .invalidAttachmentCount(offset: 1)),
    ("5-[\"a\"]", .invalidAttachmentCount(offset: 1)),
    ("51", .invalidAttachmentCount(offset: 1)), ("51[\"a\"]", .invalidAttachmentCount(offset: 1)),
    ("5+1-[\"a\"]", .invalidAttachmentCount(offset: 1)),
    ("51.0-[\"a\"]", .invalidAttachmentCount(offset: 1)),
    ("565-[\"a\"]", .tooManyAttachments(limit: 64)),
    ("599999999999999999999999-[\"a\"]", .tooManyAttachments(limit: 64)),
  ])
  func refusesWhatBreaksTheFormat(text: String, error: PacketError) {
    #expect(throws: error) { try decode(text) }
  }

  @Test(arguments: ["2[", "2abc", "2[\"a\"", "2[\"a\"]]", "2-1[\"a\"]", "242 [\"a\"", "2[\"a\",]"])
  func refusesPayloadsThatAreNoJSON(text: String) {
    #expect {
      try decode(text)
    } throws: { error in
      if case .invalidPayload = error as? PacketError { true } else { false }
    }
  }

  @Test(arguments: [
    "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    #"c\u006fnnect"#,
  ])
  func refusesReservedEventNames(name: String) {
    #expect(throws: PacketError.reservedEventName) { try decode(#"2["\#(name)"]"#) }
    #expect(throws: PacketError.reservedEventName) { try decode(#"50-["\#(name)"]"#) }
  }

  @Test func mayAcknowledgeWithAReservedName() throws {
    #expect(try decode(#"30["connect"]"#) == #"acknowledgement /#0 ["connect"]"#)
  }

  @Test func boundsTheNamespace() throws {
    let limits = PacketLimits(namespaceBytes: 4)
    #expect(try decode("0/abc,", limits: limits) == "connect /abc ")
    #expect(throws: PacketError.namespaceTooLong(limit: 4)) {
      try decode("0/abcd,", limits: limits)
    }
  }

  @Test func refusesANamespaceThatIsNotText() {
    var decoder = PacketDecoder()
    var document = JSONDocument()
    #expect(throws: PacketError.invalidNamespace) {
      try decoder.textReceived([0x30, 0x2F, 0xFF, 0x2C].span, into: &document)
    }
  }

  @Test func boundsThePayload() {
    let limits = PacketLimits(payload: JSONLimits(maximumDepth: 3))
    #expect(
      throws: PacketError.invalidPayload(.tooDeep(limit: 3, offset: 7))
    ) { try decode(#"2["a",[[["a"]]]]"#, limits: limits) }
  }

  @Test func neverCrashesOnNoise() {
    var random = SeededRandom(seed: 5)
    let alphabet = Array(#"0123456-/,[]{}":a1"#.utf8) + [0, 0xFF]
    for _ in 0..<50_000 {
      var decoder = PacketDecoder()
      var document = JSONDocument()
      let length = Int.random(in: 0..<14, using: &random)
      let text = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      _ = try? decoder.textReceived(text.span, into: &document)
    }
  }

  @Test func refusesEveryTruncationOfAnEventOrReadsItOtherwise() throws {
    let text = Array(#"2/admin,13["message",{"a":[1,2]}]"#.utf8)
    for length in 0..<text.count {
      var decoder = PacketDecoder()
      var document = JSONDocument()
      #expect(throws: PacketError.self) {
        _ = try decoder.textReceived(text.span.extracting(0..<length), into: &document)
      }
    }
  }
}
