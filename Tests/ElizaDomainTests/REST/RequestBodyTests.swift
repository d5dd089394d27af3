import HTTP1
import JSON
import Testing

@testable import ElizaDomain

@Suite struct RequestBodyTests {
  private func request(_ body: String, type: String?) -> HTTPRequest {
    var request = HTTPRequest(method: .post, target: "/api/x", body: Array(body.utf8))
    if let type { request.headers.add("Content-Type", type) }
    request.headers.add("Content-Length", String(request.body.count))
    return request
  }

  @Test(arguments: [
    "application/json", "application/json; charset=utf-8", "APPLICATION/JSON;charset=\"UTF-8\"",
  ])
  func readsJSONTypes(type: String) throws {
    #expect(try RequestBody(of: request("{\"a\":1}", type: type)).value == ["a": 1])
    #expect(try RequestBody(of: request("[]", type: type)).value == [])
  }

  @Test(arguments: ["text/plain", "application/vnd.api+json", "application/jsonp", nil])
  func leavesOtherTypesUnread(type: String?) throws {
    #expect(try RequestBody(of: request("{", type: type)).value == nil)
  }

  @Test func takesAnEmptyBodyForAnEmptyObjectAndNoBodyForNothing() throws {
    #expect(try RequestBody(of: request("", type: "application/json")).value == [:])
    var bare = HTTPRequest(method: .post, target: "/")
    bare.headers.add("Content-Type", "application/json")
    #expect(try RequestBody(of: bare).value == nil)
  }

  @Test(arguments: ["{", "{]", "null", "5", "\"text\"", "true", "\u{1}"])
  func refusesWhatIsNoObjectOrArray(body: String) {
    #expect(throws: Refusal.self) {
      try RequestBody(of: request(body, type: "application/json"))
    }
  }

  @Test func refusesOtherCharsetsAndBodiesOver2MiB() {
    #expect(throws: Refusal.self) {
      try RequestBody(of: request("{}", type: "application/json; charset=latin1"))
    }
    let long = "{\"a\":\"" + String(repeating: "x", count: 2 << 20) + "\"}"
    #expect(throws: Refusal.self) {
      try RequestBody(of: request(long, type: "application/json"))
    }
  }
}
