import HTTP1
import Pages
import Testing

@Suite struct PageFilesTests {
  private func content(of target: String) -> String? {
    Pages.response(to: HTTPRequest(method: .get, target: target)).map {
      String(decoding: $0.body, as: UTF8.self)
    }
  }

  @Test(arguments: ["/chat", "/chat-socket", "/chat-socket?theme=dark"])
  func arePagesWithAStrictPolicy(target: String) throws {
    let response = try #require(Pages.response(to: HTTPRequest(method: .get, target: target)))
    #expect(response.headers["Content-Type"] == "text/html; charset=utf-8")
    let policy = try #require(response.headers["Content-Security-Policy"])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
    #expect(!policy.contains("unsafe"))
    #expect(response.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test func everyFileThatAPageNamesIsThere() throws {
    var unread = ["/chat"]
    var read: Set<String> = []
    while let target = unread.popLast() {
      guard read.insert(target).inserted else { continue }
      let found = try #require(content(of: target), "\(target) is missing")
      unread += references(in: found)
    }
    #expect(read.count > 12)
  }

  /// What follows `href="/pages/`, `src="/pages/` and `from "./`.
  private func references(in text: String) -> [String] {
    ["=\"/pages/", "from \"./"].flatMap { mark in
      text.split(separator: mark).dropFirst().map { "/pages/" + $0.prefix { $0 != "\"" } }
    }
  }

  @Test(arguments: ["/chat/", "/pages/", "/pages/chat.html", "/pages/../chat", "/pages/io.js", "/"])
  func isAllThereIs(target: String) {
    #expect(content(of: target) == nil)
  }
}
