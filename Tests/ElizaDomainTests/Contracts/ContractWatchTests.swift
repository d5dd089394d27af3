import ElizaModel
import HTTP1
import JSON
import Testing

@testable import ElizaDomain

/// That the watch over contracts would notice.
@Suite struct ContractWatchTests {
  private func complaint(
    _ status: Int, _ body: JSON, type: String = "application/json; charset=utf-8",
    profile: Profile = .v1_7_2
  ) -> String? {
    let response = HTTPResponse(
      HTTPStatus(status), headers: ["Content-Type": type], body: body.serialized())
    return ContractWatch(world: .testing(profile)).complaint(
      about: response, to: HTTPRequest(method: .get, target: "/api/server/ping?x=1"))
  }

  @Test func whatIsPromisedPasses() {
    #expect(complaint(200, ["pong": true, "timestamp": 1]) == nil)
    #expect(complaint(401, ["error": "API key required", "message": "x"]) == nil)
  }

  @Test func aMemberNobodyDeclaredIsNoticed() {
    let found = complaint(200, ["pong": true, "timestamp": 1, "extra": 1])
    #expect(found?.hasSuffix("$ has a member nobody declared: extra") == true)
  }

  @Test func aMissingMemberAndAWrongKindAreNoticed() {
    #expect(complaint(200, ["pong": true])?.hasSuffix("$ lacks timestamp") == true)
    #expect(
      complaint(200, ["pong": 1, "timestamp": 1])?.hasSuffix("$.pong is no truth value") == true)
  }

  @Test func aStatusNobodyPromisedIsNoticed() {
    #expect(complaint(418, [:])?.hasSuffix("answered 418, which it does not promise") == true)
  }

  @Test func anErrorOfAnotherFamilyIsNoticed() {
    #expect(complaint(401, ["success": false, "error": "text"]) != nil)
  }

  @Test func anotherContentTypeIsNoticed() {
    #expect(
      complaint(200, ["pong": true, "timestamp": 1], type: "text/plain")?
        .hasSuffix("the type is text/plain") == true)
  }

  @Test func aRequestsFaultIsPromisedAs400WhereTheProfileSaysSo() {
    let error: JSON = ["success": false, "error": ["message": "x", "code": 500]]
    #expect(complaint(500, error, profile: .v1_7_2) == nil)
    #expect(complaint(500, error, profile: .lenient) != nil)
  }
}
