import HTTP1
import Testing

@Suite struct HTTPHeadersTests {
  @Test func namesCompareWithoutRegardToCase() {
    let headers: HTTPHeaders = ["Content-Type": "text/plain", "X-A": "1", "x-a": "2"]
    #expect(headers["CONTENT-TYPE"] == "text/plain")
    #expect(headers.values("X-a") == ["1", "2"])
    #expect(headers["x-a"] == "1")
    #expect(headers["Content-Typ"] == nil)
  }

  @Test func settingReplacesAllAndNilRemoves() {
    var headers: HTTPHeaders = ["A": "1", "B": "2", "a": "3"]
    headers["A"] = "4"
    #expect(headers.fields.map(\.name) == ["B", "A"])
    #expect(headers["a"] == "4")
    headers["b"] = nil
    #expect(headers.fields == [HTTPHeaders.Field(name: "A", value: "4")])
    #expect(headers == ["A": "4"])
    #expect(headers.hashValue == (["A": "4"] as HTTPHeaders).hashValue)
  }

  @Test func listsAreSearchedByToken() {
    let headers: HTTPHeaders = ["Connection": "keep-alive ,\tUpgrade,", "connection": "x"]
    #expect(headers.contains("upgrade", in: "Connection"))
    #expect(headers.contains("X", in: "Connection"))
    #expect(!headers.contains("keep", in: "Connection"))
    #expect(!headers.contains("", in: "Connection"))
    #expect(headers.elements(in: "Connection") == ["keep-alive", "upgrade", "x"])
    #expect(headers.elements(in: "Upgrade").isEmpty)
  }

  @Test func valuesCompareAndAreAddedWithoutText() {
    let headers: HTTPHeaders = ["Content-Type": "text/plain", "content-type": "text/html"]
    #expect(headers.has("CONTENT-TYPE", "text/plain"))
    #expect(!headers.has("Content-Type", "text/html"))
    #expect(!headers.has("Content-Type", "text/plai"))
    #expect(!headers.has("Content", "text/plain"))
    #expect(headers.contains("CONTENT-TYPE"))
    #expect(!headers.contains("Content"))
  }

  @Test func theLastFieldIsWrittenIntoACopyOfWhatIsShared() {
    let shared: HTTPHeaders = ["A": "1"]
    var headers = shared
    headers.addLast("ETag", ofAtMost: 9) { $0.append(UInt8(ascii: "x")) }
    #expect(headers == ["A": "1", "ETag": "x"])
    #expect(headers["etag"] == "x")
    #expect(shared == ["A": "1"])
    headers.add("B", "2")
    #expect(headers == ["A": "1", "ETag": "x", "B": "2"])
  }

  @Test func whatWouldBreakTheFramingCannotBeAdded() {
    var headers = HTTPHeaders()
    headers.add("Location", "/a\r\nSet-Cookie: b\u{0}")
    headers.add("Bad Name", "x")
    headers.add("", "x")
    #expect(headers == ["Location": "/a  Set-Cookie: b "])
  }
}
