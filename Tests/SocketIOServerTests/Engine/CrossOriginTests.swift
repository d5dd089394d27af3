import HTTP1
import SocketIOServer
import Testing

@Suite struct CrossOriginTests {
  private let query = "EIO=4&transport=polling"

  private func fields(_ exchange: RecordingExchange) -> [String: String] {
    var fields: [String: String] = [:]
    for field in exchange.response?.headers.fields ?? []
    where field.name.hasPrefix("Access-Control") || field.name == "Vary" {
      fields[field.name, default: ""] += field.value
    }
    return fields
  }

  @Test func saysNothingByDefault() {
    let fixture = EngineFixture()
    let exchange = fixture.client.send(.get, query, headers: ["Origin": "http://a"])
    #expect(fields(exchange).isEmpty)
  }

  @Test func letsEverybodyIn() {
    let fixture = EngineFixture { $0.crossOrigin = .open }
    #expect(
      fields(fixture.client.send(.get, query, headers: ["Origin": "http://a"]))
        == ["Access-Control-Allow-Origin": "*"])
    #expect(
      fields(fixture.client.send(.get, "EIO=4", headers: ["Origin": "http://a"]))
        == ["Access-Control-Allow-Origin": "*"])
  }

  @Test func echoesTheOriginWithCredentials() {
    let fixture = EngineFixture { $0.crossOrigin = .openWithCredentials }
    #expect(
      fields(fixture.client.send(.get, query, headers: ["Origin": "http://a"])) == [
        "Access-Control-Allow-Origin": "http://a", "Vary": "Origin",
        "Access-Control-Allow-Credentials": "true",
      ])
    #expect(fields(fixture.client.send(.get, query)).isEmpty)
  }

  @Test func knowsItsList() {
    let fixture = EngineFixture { $0.crossOrigin = CrossOriginPolicy(origins: .list(["http://a"])) }
    #expect(
      fields(fixture.client.send(.get, query, headers: ["Origin": "http://a"]))
        == ["Access-Control-Allow-Origin": "http://a", "Vary": "Origin"])
    #expect(fields(fixture.client.send(.get, query, headers: ["Origin": "http://b"])).isEmpty)
  }

  @Test func aPendingPollAnswersItsOwnOrigin() throws {
    let fixture = EngineFixture { $0.crossOrigin = .openWithCredentials }
    let sid = try fixture.client.open()
    let poll = fixture.client.send(
      .get, query + "&sid=\(sid)", headers: ["Origin": "http://b"])
    fixture.sessions[0].send("a")
    #expect(fields(poll)["Access-Control-Allow-Origin"] == "http://b")
  }

  @Test func answersPreflights() {
    let fixture = EngineFixture {
      $0.crossOrigin = CrossOriginPolicy(
        origins: .echo, allowsCredentials: true, maximumAge: .seconds(600))
    }
    let exchange = fixture.client.send(
      .options, query,
      headers: ["Origin": "http://a", "Access-Control-Request-Headers": "x-api-key"])
    #expect(exchange.status == 204)
    #expect(
      fields(exchange) == [
        "Access-Control-Allow-Origin": "http://a", "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Methods": "GET,POST", "Access-Control-Allow-Headers": "x-api-key",
        "Access-Control-Max-Age": "600", "Vary": "OriginAccess-Control-Request-Headers",
      ])
  }
}
