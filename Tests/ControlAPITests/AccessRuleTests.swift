import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct AccessRuleTests {
  private func answer(
    peer: String = "127.0.0.1", host: String? = "localhost:3000", origin: String? = nil,
    listeningOn address: String = "127.0.0.1"
  ) -> HTTPResponse? {
    var request = HTTPRequest(
      method: .get, target: "/__mock/v1/openapi.json", peerAddress: peer)
    if let host { request.headers.add("Host", host) }
    if let origin { request.headers.add("Origin", origin) }
    let exchange = RecordedExchange()
    ControlAPI(profile: .lenient, host: address).handle(request, on: exchange)
    return exchange.response
  }

  @Test(arguments: ["127.0.0.1", "127.9.8.7", "::1", "::ffff:127.0.0.1"])
  func answersThisMachine(peer: String) {
    #expect(answer(peer: peer)?.status.code == 200)
  }

  @Test(arguments: ["192.168.1.7", "10.0.0.1", "fe80::1", "::ffff:10.0.0.1", "127.0.0.1.5", ""])
  func refusesOtherMachines(peer: String) {
    let response = answer(peer: peer)
    #expect(response?.status.code == 403)
    #expect(response?.headers["Content-Type"] == "application/problem+json")
  }

  @Test(arguments: ["localhost", "LOCALHOST:80", "127.0.0.1:3000", "[::1]:3000", "app.localhost"])
  func goesByNamesOfThisMachine(host: String) {
    #expect(answer(host: host)?.status.code == 200)
  }

  @Test(arguments: ["evil.example", "localhost.evil.example:3000", "", "127.0.0.1.nip.io", nil])
  func refusesOtherNamesWhichMayHaveBeenReboundToThisMachine(host: String?) {
    #expect(answer(host: host)?.status.code == 403)
  }

  @Test func goesByTheAddressItListensOn() {
    #expect(answer(host: "192.168.1.7:3000", listeningOn: "192.168.1.7")?.status.code == 200)
    #expect(answer(host: "192.168.1.7:3000")?.status.code == 403)
  }

  @Test func letsPagesOfThisMachineReadTheAnswerAndNoOthers() {
    let own = answer(origin: "http://localhost:5173")
    #expect(own?.status.code == 200)
    #expect(own?.headers["Access-Control-Allow-Origin"] == "http://localhost:5173")
    for origin in ["https://evil.example", "null", "file://", "http://localhost.evil.example"] {
      let foreign = answer(origin: origin)
      #expect(foreign?.status.code == 403, "\(origin)")
      #expect(foreign?.headers["Access-Control-Allow-Origin"] == nil)
    }
  }
}
