import JSON
import Testing

@Suite struct JSONParserHostileTests {
  private static let sample = Array(
    #"""
    {"type":2,"payload":{"text":"Grüße \u00fc\ud83d\ude00 \"quoted\"","list":[1,-0.5e+10,[],{}],
      "t":true,"f":false,"n":null}}
    """#.utf8)

  @Test func everyBeginningIsRefused() {
    for count in 0..<Self.sample.count {
      let part = Array(Self.sample[..<count])
      let error = #expect(throws: JSONError.self) { try JSON(parsing: part) }
      #expect(error.map { $0.offset <= count } == true)
    }
  }

  @Test func anyByteAnywhereIsDecidedWithoutATrap() {
    var accepted = 0
    for index in Self.sample.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = Self.sample
        changed[index] = byte
        if let value = try? JSON(parsing: changed) {
          accepted += 1
          if (try? JSON(parsing: value.serialized())) != value { Issue.record("\(index) \(byte)") }
        }
      }
    }
    #expect(accepted > Self.sample.count)
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":[", " \n[ "])
  func endlessNestingMeetsTheLimit(opening: String) {
    let bytes = Array(String(repeating: opening, count: 100_000).utf8)
    let error = #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
    guard case .tooDeep(limit: 512, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func theDeepestAllowedNestingIsReadAndWritten() throws {
    let limits = JSONLimits(maximumDepth: .max)
    let text =
      String(repeating: "[", count: limits.maximumDepth)
      + String(repeating: "]", count: limits.maximumDepth)
    let value = try JSON(parsing: text, limits: limits)
    #expect(value.text == text)
    #expect(value == (try JSON(parsing: text, limits: limits)))
  }

  @Test func manyMembersTakeNoQuadraticTime() throws {
    let members = (0..<100_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
    let value = try JSON(parsing: "{\(members),\"key0\":\"last\"}")
    #expect(value.objectValue?.count == 100_000)
    #expect(value["key0"] == "last")
    #expect(value["key99999"] == 99_999)
    #expect(value.objectValue?.first?.key == "key0")
  }

  @Test func limitsAreMovedIntoRange() {
    let limits = JSONLimits(maximumDepth: 0, maximumBytes: -1, maximumNodes: 0)
    #expect(limits.maximumDepth == 1)
    #expect(limits.maximumBytes == 0)
    #expect(limits.maximumNodes == 1)
    #expect(JSONLimits(maximumDepth: .max).maximumDepth == 512)
  }
}
