import Bytes
import HTTP1
import Testing

@Suite struct HTTPRequestTests {
  @Test func theTargetIsSplitAtTheFirstQuestionMark() {
    let request = HTTPRequest(method: .get, target: "/a/b?c=d?e")
    #expect(request.path == "/a/b")
    #expect(request.query == "c=d?e")
    #expect(HTTPRequest(method: .get, target: "/a").query == nil)
  }

  @Test func segmentsAreDecodedOnceAndAfterSplitting() {
    let segments = { (target: String) in HTTPRequest(method: .get, target: target).pathSegments }
    #expect(segments("/a%2Fb/c%2525/") == ["a/b", "c%25"])
    #expect(segments("/") == [])
    #expect(segments("//x") == ["", "x"])
    #expect(segments("/%zz") == nil)
    #expect(segments("/%FF") == nil)
  }

  @Test func queryItemsAreDecodedOnce() {
    let request = HTTPRequest(method: .get, target: "/?a=%2525&b=1+2")
    #expect(request.queryItems["a"] == "%25")
    #expect(request.queryItems["b"] == "1 2")
    #expect(HTTPRequest(method: .get, target: "/").queryItems.items.isEmpty)
  }

  @Test func anAccentBehindASeparatorHidesNothing() {
    let request = HTTPRequest(method: .get, target: "/a/\u{301}b?\u{301}=1")
    #expect(request.pathSegments == ["a", "\u{301}b"])
    #expect(request.queryItems["\u{301}"] == "1")
  }
}
