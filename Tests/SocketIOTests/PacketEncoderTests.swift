import JSON
import SocketIO
import Testing

@Suite struct PacketEncoderTests {
  private func header(
    _ type: PacketType, _ attachments: Int = 0, _ namespace: String = "/", _ id: UInt64? = nil
  ) -> String {
    var output: [UInt8] = []
    PacketEncoder.appendHeader(
      type, attachments: attachments, namespace: namespace, acknowledgementID: id, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func writesHeaders() {
    #expect(header(.connect) == "0")
    #expect(header(.event, 0, "/admin") == "2/admin,")
    #expect(header(.event, 0, "/", 12) == "212")
    #expect(header(.acknowledgement, 0, "/admin", .max) == "3/admin,18446744073709551615")
    #expect(header(.binaryEvent, 2, "/admin", 0) == "52-/admin,0")
    #expect(header(.binaryAcknowledgement, 1, "/", 7) == "61-7")
  }

  @Test func writesEvents() {
    var output: [UInt8] = []
    PacketEncoder.appendEvent("a\"b", arguments: [UInt8]().span, to: &output)
    PacketEncoder.appendEvent("c", arguments: Array("1,2".utf8).span, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == #"["a\"b"]["c",1,2]"#)
  }

  @Test func encodesArguments() {
    var arguments = Arguments(1, "two")
    arguments.append(binary: [3])
    let inner = arguments.attach([4])
    arguments.append(["in": inner])
    arguments.append(encoded: Array("1.50".utf8).span)
    #expect(
      String(decoding: arguments.bytes, as: UTF8.self)
        == #"1,"two",{"_placeholder":true,"num":0},"#
        + #"{"in":{"_placeholder":true,"num":1}},1.50"#)
    #expect(arguments.attachments == [[3], [4]])
  }

  @Test func whatItWritesIsReadBack() throws {
    var arguments = Arguments(["k": 1])
    arguments.append(binary: [7, 8])
    var output: [UInt8] = []
    PacketEncoder.appendHeader(
      .binaryEvent, attachments: arguments.attachments.count, namespace: "/n",
      acknowledgementID: 5, to: &output)
    let bytes = arguments.bytes
    PacketEncoder.appendEvent("name", arguments: bytes.span, to: &output)
    var decoder = PacketDecoder()
    var document = JSONDocument()
    #expect(try decoder.textReceived(output.span, into: &document) == nil)
    let packet = try #require(try decoder.binaryReceived([7, 8].span, into: &document))
    #expect(packet.namespace == "/n")
    #expect(packet.acknowledgementID == 5)
    let binary = try #require(document.element(2, of: document.root))
    #expect(Placeholder.position(binary, in: document) == 0)
  }
}
