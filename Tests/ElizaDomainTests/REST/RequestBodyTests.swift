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

  private func read(_ request: HTTPRequest) throws(Refusal) -> RequestBody {
    var document = JSONDocument()
    return try RequestBody(of: request, reusing: &document)
  }

  @Test(arguments: [
    "application/json", "application/json; charset=utf-8", "APPLICATION/JSON;charset=\"UTF-8\"",
  ])
  func readsJSONTypes(type: String) throws {
    #expect(try read(request("{\"a\":1}", type: type)).value == ["a": 1])
    #expect(try read(request("[]", type: type)).value == [])
  }

  @Test(arguments: ["text/plain", "application/vnd.api+json", "application/jsonp", nil])
  func leavesOtherTypesUnread(type: String?) throws {
    #expect(try read(request("{", type: type)).value == nil)
  }

  @Test func takesAnEmptyBodyForAnEmptyObjectAndNoBodyForNothing() throws {
    #expect(try read(request("", type: "application/json")).value == [:])
    var bare = HTTPRequest(method: .post, target: "/")
    bare.headers.add("Content-Type", "application/json")
    #expect(try read(bare).value == nil)
  }

  @Test(arguments: ["{", "{]", "null", "5", "\"text\"", "true", "\u{1}"])
  func refusesWhatIsNoObjectOrArray(body: String) {
    #expect(throws: Refusal.self) {
      try read(request(body, type: "application/json"))
    }
  }

  @Test func membersAreReadOneByOne() throws {
    let object = try read(
      request("{\"a\":\"x\",\"b\":[1],\"a\":\"y\"}", type: "application/json"))
    #expect(object.text("a") == "y")
    #expect(object.text("b") == nil)
    #expect(object.member("b") == [1])
    #expect(object.member("c") == nil)
    let array = try read(request("[\"a\"]", type: "application/json"))
    #expect(array.text("a") == nil)
    #expect(RequestBody.absent.member("a") == nil)
  }

  @Test func aBodyStaysWhenTheNextIsRead() throws {
    var document = JSONDocument()
    let first = try RequestBody(
      of: request("{\"a\":\"first\"}", type: "application/json"), reusing: &document)
    let second = try RequestBody(
      of: request("[2,3,4]", type: "application/json"), reusing: &document)
    #expect(first.value == ["a": "first"])
    #expect(second.value == [2, 3, 4])
  }

  @Test func theStorageOfALongBodyIsNotKept() throws {
    var document = JSONDocument()
    let long = JSON.object(["a": .string(String(repeating: "x", count: 70_000))])
    let body = try RequestBody(
      of: request(long.text, type: "application/json"), reusing: &document)
    #expect(body.value == long)
    #expect(document.bytes == Array("null".utf8))
  }

  @Test func refusesOtherCharsetsAndBodiesOver2MiB() {
    #expect(throws: Refusal.self) {
      try read(request("{}", type: "application/json; charset=latin1"))
    }
    let long = "{\"a\":\"" + String(repeating: "x", count: 2 << 20) + "\"}"
    #expect(throws: Refusal.self) {
      try read(request(long, type: "application/json"))
    }
  }
}
