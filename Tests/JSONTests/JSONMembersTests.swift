import JSON
import Testing

@Suite struct JSONMembersTests {
  @Test func writesMembersWithCommasBetween() {
    var output: [UInt8] = []
    output.beginJSONObject()
    output.appendJSONMember("text", "say \"hi\" {")
    output.appendJSONMember("absent", nil as String?)
    output.appendJSONMember("flag", true)
    output.appendJSONMember("off", false)
    output.appendJSONMember("count", Int64(-3))
    output.appendJSONMember("ratio", 0.5)
    output.appendJSONMember("minutes", 30.0)
    output.appendJSONMember("none", Double.nan)
    output.appendJSONMember("tree", ["a": [1, nil]] as JSON)
    output.appendJSONKey("inner")
    output.beginJSONObject()
    output.endJSONObject()
    output.appendJSONMember("last", "")
    output.endJSONObject()
    #expect(
      String(decoding: output, as: UTF8.self)
        == #"{"text":"say \"hi\" {","flag":true,"off":false,"count":-3,"ratio":0.5,"minutes":30,"none":null,"#
        + #""tree":{"a":[1,null]},"inner":{},"last":""}"#)
  }

  @Test func anObjectMayHoldNothing() {
    var output: [UInt8] = []
    output.beginJSONObject()
    output.appendJSONMember("absent", nil as JSON?)
    output.endJSONObject()
    #expect(output == Array("{}".utf8))
  }
}
