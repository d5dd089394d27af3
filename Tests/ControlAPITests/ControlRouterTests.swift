import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct ControlRouterTests {
  let fixture = ControlFixture()

  @Test func namesTheNearestCall() {
    let answer = fixture.call(.post, "clock/advanze", [:])
    #expect(answer?.status.code == 404)
    #expect(answer?.json["hint"]?.stringValue?.contains("POST /__mock/v1/clock/advance") == true)
  }

  @Test func namesTheMethodsOfACall() {
    let answer = fixture.call(.delete, "clock")
    #expect(answer?.status.code == 405)
    #expect(answer?.headers["Allow"] == "GET, PUT, HEAD")
  }

  @Test func namesTheNearestMember() {
    let answer = fixture.call(.put, "clock", ["mod": "real"])
    #expect(answer?.json["hint"]?.stringValue?.contains("'mode'") == true)
  }

  @Test func saysWhereABodyIsNoJSON() {
    let answer = fixture.call(.put, "clock") { $0.body = Array("{mode: real}".utf8) }
    #expect(answer?.status.code == 400)
    #expect(answer?.json["detail"]?.stringValue?.contains("line 1 column 2") == true)
  }

  @Test func letsCallersFromElsewhereInWithTheToken() {
    let fixture = ControlFixture(token: "secret")
    func status(_ authorization: String?) -> Int? {
      fixture.call(.get, "clock") { request in
        request.peerAddress = "192.168.1.7"
        request.headers["Host"] = "mock.example"
        request.headers["Authorization"] = authorization
      }?.status.code
    }
    #expect(status("Bearer secret") == 200)
    #expect(status("Bearer secreT") == 403)
    #expect(status(nil) == 403)
    #expect(fixture.call(.get, "clock")?.status.code == 200)
  }

  @Test func answersBrowsersThatAskFirst() {
    func answer(_ origin: String) -> HTTPResponse? {
      fixture.call(.options, "clock") { $0.headers.add("Origin", origin) }
    }
    #expect(answer("http://localhost:5173")?.status.code == 204)
    #expect(
      answer("http://localhost:5173")?.headers["Access-Control-Allow-Origin"]
        == "http://localhost:5173")
    #expect(answer("https://evil.example")?.status.code == 403)
  }
}
