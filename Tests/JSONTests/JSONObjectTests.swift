import JSON
import Testing

@Suite struct JSONObjectTests {
  @Test func ofARepeatedKeyTheLastValueStandsAtTheFirstPlace() throws {
    #expect(try JSON(parsing: #"{"a":1,"b":2,"a":3}"#).text == #"{"a":3,"b":2}"#)
    #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]).map(\.key) == ["a", "b"])
  }

  @Test func equalityDoesNotLookAtTheOrder() {
    let one: JSON = ["a": 1, "b": ["x": [1, 2]]]
    let other: JSON = ["b": ["x": [1, 2]], "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one.text != other.text)
    #expect(one != ["a": 1])
    #expect(one != ["a": 1, "c": ["x": [1, 2]]])
  }

  @Test func behavesTheSameBelowAndAboveTheIndexedSize() {
    var object = JSONObject()
    for number in 0..<40 { object["k\(number)"] = JSON(number) }
    for number in stride(from: 0, to: 40, by: 2) { object["k\(number)"] = nil }
    object["k1"] = "changed"
    #expect(object.count == 20)
    #expect(object.keys.first == "k1")
    #expect(object["k1"] == "changed")
    #expect(object["k2"] == nil)
    #expect(object["k39"] == 39)
    for number in 0..<40 { object["k\(number)"] = nil }
    #expect(object.isEmpty)
    object["k1"] = 1
    #expect(object["k1"] == 1)
  }

  @Test(arguments: [0, 40]) func tellsComposedFromDecomposedLetters(others: Int) throws {
    var object = JSONObject((0..<others).map { ("k\($0)", JSON($0)) })
    object["\u{E9}"] = 1
    object["e\u{301}"] = 2
    #expect(object.count == others + 2)
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    #expect(try Array(JSON(parsing: text).text.utf8) == Array(text.utf8))
  }
}
