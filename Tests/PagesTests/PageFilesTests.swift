import HTTP1
import Pages
import Testing

@Suite struct PageFilesTests {
  private func content(of target: String) -> String? {
    Pages.response(to: HTTPRequest(method: .get, target: target)).map {
      String(decoding: $0.body, as: UTF8.self)
    }
  }

  @Test(arguments: ["/chat", "/chat-socket", "/chat-socket?theme=dark", "/inspector"])
  func arePagesWithAStrictPolicy(target: String) throws {
    let response = try #require(Pages.response(to: HTTPRequest(method: .get, target: target)))
    #expect(response.headers["Content-Type"] == "text/html; charset=utf-8")
    let policy = try #require(response.headers["Content-Security-Policy"])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
    #expect(!policy.contains("unsafe"))
    #expect(response.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test(arguments: [("/chat", "/pages/"), ("/inspector", "/inspector/")])
  func everyFileThatAPageNamesIsThere(page: String, folder: String) throws {
    var unread = [page]
    var read: Set<String> = []
    while let target = unread.popLast() {
      guard read.insert(target).inserted else { continue }
      let found = try #require(content(of: target), "\(target) is missing")
      unread += references(in: found, folder)
    }
    #expect(read.count > 12)
  }

  /// What follows `href="/pages/`, `src="/pages/` and `from "./`.
  private func references(in text: String, _ folder: String) -> [String] {
    ["=\"\(folder)", "from \"./"].flatMap { mark in
      text.split(separator: mark).dropFirst().map { folder + $0.prefix { $0 != "\"" } }
    }
  }

  @Test func theInspectorsFilesAreTold() {
    #expect(Pages.isInspector("/inspector") && Pages.isInspector("/inspector/dom.js"))
    #expect(!Pages.isInspector("/inspectors") && !Pages.isInspector("/pages/chat.js"))
  }

  @Test(arguments: [
    "/chat/", "/pages/", "/pages/chat.html", "/pages/../chat", "/pages/io.js", "/",
    "/inspector/", "/inspector/chat.js", "/pages/inspector.js",
  ])
  func isAllThereIs(target: String) {
    #expect(content(of: target) == nil)
  }
}
