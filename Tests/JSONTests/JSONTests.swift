import JSON
import Testing

@Suite struct JSONTests {
  private let message: JSON = [
    "channelId": "c1", "text": "Hello", "isDm": true, "createdAt": 1_768_817_760_000,
    "ratio": 0.25, "attachments": [["url": "/media/a.png"], ["url": "/media/b.png"]],
    "nothing": nil,
  ]

  @Test func literalsKeepTheirOrder() {
    #expect(
      message.text
        == #"{"channelId":"c1","text":"Hello","isDm":true,"createdAt":1768817760000,"ratio":0.25,"#
        + #""attachments":[{"url":"/media/a.png"},{"url":"/media/b.png"}],"nothing":null}"#)
  }

  @Test func accessorsAnswerForTheirKindOnly() {
    #expect(message["text"]?.stringValue == "Hello")
    #expect(message["isDm"]?.boolValue == true)
    #expect(message["createdAt"]?.intValue == 1_768_817_760_000)
    #expect(message["ratio"]?.doubleValue == 0.25)
    #expect(message["attachments"]?.arrayValue?.count == 2)
    #expect(message["nothing"]?.isNull == true)
    #expect(message["missing"] == nil)
    #expect(message["text"]?.intValue == nil)
    #expect(message["ratio"]?.intValue == nil)
    #expect(message["text"]?["x"] == nil)
    #expect(message[0] == nil)
  }

  @Test(arguments: [
    ("", true), ("text", true), ("attachments[1].url", true), ("attachments[2].url", false),
    ("attachments[-1]", false), ("attachments[x]", false), ("attachments[1", false),
    ("text.url", false), ("missing.url", false), ("nothing", true),
  ])
  func pathsReachWhatIsThere(path: String, isThere: Bool) {
    #expect((message.at(path) != nil) == isThere)
  }

  @Test func aPathMayBeginWithAPosition() {
    #expect((["a", ["b": [1, 2]]] as JSON).at("[1].b[0]") == 1)
    #expect(message.at("attachments[1].url") == "/media/b.png")
  }

  @Test func membersAreSetInPlaceAndRemovedByNil() {
    var value: JSON = ["a": 1, "b": 2]
    value["a"] = [true]
    value["c"] = "new"
    value["b"] = nil
    #expect(value.text == #"{"a":[true],"c":"new"}"#)
    var text: JSON = "text"
    text["a"] = 1
    #expect(text == "text")
  }

  @Test(arguments: [
    "null", "true", "false", "0", "-0", "1.50", "1E+2", "123456789012345678901234567890", "\"\"",
    "[]", "{}", "[[],{},[null]]", #"{"b":1,"a":{"z":[],"y":""}}"#, #"{"10":1,"9":2}"#,
    "\"\u{2028}/\u{7f}ü\u{1F600}\"",
  ])
  func compactTextsComeBackUnchanged(text: String) throws {
    #expect(try JSON(parsing: text).text == text)
  }

  @Test func writesOnlyTheEscapesThatMustBe() throws {
    let controls = String(String.UnicodeScalarView((0..<32).compactMap { Unicode.Scalar($0) }))
    #expect(
      JSON.string(controls + "\"\\/").text
        == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
        + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\/""#
    )
    #expect(try JSON(parsing: JSON.string(controls).text) == .string(controls))
  }

  @Test func escapesAreFoundAtEveryOffset() throws {
    for count in 0..<24 {
      let text = String(repeating: "x", count: count) + "\"" + String(repeating: "ü", count: 9)
      #expect(JSON.string(text).text == "\"\(text.replacing("\"", with: "\\\""))\"")
      #expect(try JSON(parsing: JSON.string(text).text) == .string(text))
    }
  }

  @Test func numbersThatAreNoneBecomeNull() {
    #expect(JSON(Double.nan) == .null)
    #expect(JSON(-Double.infinity) == .null)
    #expect(JSON(UInt64.max).text == "18446744073709551615")
  }
}
