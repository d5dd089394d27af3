import HTTP1
import JSON
import TLS
import Testing

@testable import MockServer
@testable import Reactor

extension OverSockets {
  @Suite struct EncryptionTests {
    @Test(arguments: EventLoop.SelectorChoice.tested)
    func everythingWorksThroughTLS(_ selector: EventLoop.SelectorChoice) async throws {
      try await TestServer.run(selector: selector) {
        $0.encryption = .selfSigned
      } body: { server in
        #expect(server.server.url == "https://127.0.0.1:\(server.port)")
        let http = HTTPClient(over: try server.connectSecurely())
        #expect(try http.request(.get, "/api/server/ping").json["pong"] == true)
        let client = try SocketClient(over: PollingTransport { try server.connectSecurely() })
        try client.upgrade(over: server.connectSecurely())
        let other = try SocketClient.webSocket(server.connectSecurely())
        try client.join(Name.room)
        try other.join(Name.room)
        try client.say("in secret", in: Name.room)
        #expect(try other.hear(from: Name.user)["text"] == "in secret")
        #expect(try other.hear(from: Name.agent)["text"] != nil)
      }
    }

    @Test func longMessagesPassThroughManyRecords() async throws {
      try await TestServer.run {
        $0.encryption = .selfSigned
      } body: { server in
        let client = try SocketClient.webSocket(server.connectSecurely())
        try client.join(Name.room)
        let text = String(repeating: "0123456789", count: 60_000)
        try client.say(text, in: Name.room)
        #expect(try client.hear(from: Name.user)["text"] == .string(text))
      }
    }

    @Test func aClientThatTrustsNobodyIsNotServed() async throws {
      try await TestServer.run {
        $0.encryption = .selfSigned
      } body: { server in
        let client = try TLSClient(over: server.connect(), trusting: .system)
        client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(client.receive() == .reset)
        #expect(client.failure?.contains("self-signed certificate") == true)
        let other = HTTPClient(over: try server.connectSecurely())
        #expect(try other.request(.get, "/healthz").status == 200)
      }
    }

    @Test func aCertificateThatCannotBeReadIsAnError() async throws {
      var configuration = MockServerConfiguration()
      configuration.port = 0
      configuration.encryption = .files(certificate: "/nowhere/cert.pem", key: "/nowhere/key.pem")
      let error = await #expect(throws: StartError.self) {
        try await MockServer.start(configuration)
      }
      #expect(error?.isAddressProblem == false)
      #expect(error?.description.contains("/nowhere/cert.pem") == true)
    }
  }
}

extension TestServer {
  /// A connection through TLS.
  func connectSecurely() throws -> TLSClient { try TLSClient(over: connect()) }
}
