import HTTP1
import Pages
import Testing

@Suite struct BrowserClientTests {
  private func get(_ target: String, _ fields: (String, String)...) -> HTTPResponse? {
    var request = HTTPRequest(method: .get, target: target)
    for (name, value) in fields { request.headers.add(name, value) }
    return Pages.response(to: request)
  }

  @Test(arguments: [
    "/socket.io/socket.io.js", "/socket.io/socket.io.min.js", "/socket.io/socket.io.js?v=4.8.1",
    "/socket.io/socket.io.esm.js", "/socket.io/socket.io.esm.min.js",
  ])
  func isServedUnderTheNamesOfTheOfficialOne(target: String) throws {
    let response = try #require(get(target))
    #expect(response.status.code == 200)
    #expect(response.headers["Content-Type"] == "application/javascript; charset=utf-8")
    #expect(response.headers["Cache-Control"] == "public, max-age=0")
    #expect(!String(decoding: response.body, as: UTF8.self).contains("sourceMappingURL"))
  }

  @Test(arguments: [
    "/socket.io/", "/socket.io/socket.io.msgpack.min.js", "/socket.io/socket.io.js.map",
    "/socket.io/engine.js", "/socket.io/../socket.io/socket.io.js", "/socket.io.js",
  ])
  func isAllThereIs(target: String) {
    #expect(get(target) == nil)
  }

  @Test func isNotSentToWhoHasIt() throws {
    let tag = try #require(get("/socket.io/socket.io.js")?.headers["ETag"])
    #expect(tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count > 2)
    for held in [tag, "W/\(tag)", "\"old\", \(tag)", "*"] {
      let answer = try #require(get("/socket.io/socket.io.js", ("If-None-Match", held)))
      #expect(answer.status.code == 304, "\(held)")
      #expect(answer.body.isEmpty)
      #expect(answer.headers["ETag"] == tag)
    }
    #expect(get("/socket.io/socket.io.js", ("If-None-Match", "\"old\""))?.status.code == 200)
    #expect(get("/socket.io/socket.io.esm.js", ("If-None-Match", tag))?.status.code == 200)
  }

  @Test func answersReadingOnly() {
    let head = HTTPRequest(method: .head, target: "/socket.io/socket.io.js")
    #expect(Pages.response(to: head)?.status.code == 200)
    let post = HTTPRequest(method: .post, target: "/socket.io/socket.io.js")
    #expect(Pages.response(to: post) == nil)
  }

  @Test func isOneScopeWithoutModules() throws {
    let script = try #require(get("/socket.io/socket.io.js"))
    let lines = String(decoding: script.body, as: UTF8.self).split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("import ") || $0.hasPrefix("export ") })
    let declared = lines.compactMap { line -> Substring? in
      let words = line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") })
      guard let first = words.first, ["const", "let", "function", "class"].contains(first),
        line.hasPrefix(first), words.count > 1
      else { return nil }
      return words[1]
    }
    #expect(declared.count > 20)
    #expect(Set(declared).count == declared.count)
  }
}
