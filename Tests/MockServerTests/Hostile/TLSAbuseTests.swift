import HTTP1
import HostInterface
import TLS
import TestSupport
import Testing

@testable import MockServer

extension OverSockets {
  /// Bytes that are no TLS, or not the TLS that was agreed on.
  @Suite struct TLSAbuseTests {
    private func withServer(
      _ configure: (inout MockServerConfiguration) -> Void = { _ in },
      body: (TestServer) async throws -> Void
    ) async throws {
      try await TestServer.run(
        configure: { configuration in
          configuration.encryption = .selfSigned
          configure(&configuration)
        }, body: body)
    }

    @Test(arguments: [
      Array("garbage that is no record at all".utf8), [0x16, 0x03, 0x01, 0xFF, 0xFF, 0, 0, 0],
      [UInt8](repeating: 0, count: 100), [UInt8](repeating: 0xFF, count: 100_000),
      [0x15, 0x03, 0x03, 0, 2, 2, 40], [0x80, 0x2E, 1, 0, 2] + [UInt8](repeating: 0, count: 43),
    ])
    func whatIsNoHandshakeIsRefusedOnce(_ bytes: [UInt8]) async throws {
      try await withServer { server in
        try await server.whileOthersChatSecurely {
          let client = try server.connect()
          client.send(bytes)
          client.finish()
          #expect([.end, .reset].contains(client.receiveAll().ending))
        }
        await server.expect(connections: 0)
        #expect(server.log.warnings(about: "refused: TLS: ").count == 1)
        #expect(server.log.warnings().count == 1)
      }
    }

    @Test func plainHTTPIsToldWhatToDo() async throws {
      try await withServer { server in
        try await server.whileOthersChatSecurely {
          let client = try HTTPClient(port: server.port)
          let answer = try client.request(.get, "/healthz")
          #expect(answer.status == 400)
          #expect(answer.text == "This port speaks https; use an https address.\n")
          #expect(client.isEnded())
        }
        // The end of a connection is told after its last bytes have left.
        await server.expect(connections: 0)
        #expect(
          server.log.warnings() == ["warning refused: TLS: plain HTTP where TLS was expected"])
      }
    }

    @Test func aHandshakeOnAPlainPortIsToldTheSame() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try TLSClient(over: server.connect())
          client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
          #expect(client.receive() == .reset)
          #expect(client.failure != nil)
          let hello = try HTTPClient(port: server.port)
          hello.wire.send([0x16, 0x03, 0x01, 0x00, 0x05, 1, 0, 0, 1, 0])
          let answer = try hello.response()
          #expect(answer.status == 400)
          #expect(answer.text.contains("a TLS handshake arrived"))
        }
        #expect(server.log.warnings(about: "a TLS handshake arrived. (400)").count == 2)
      }
    }

    @Test func aHandshakeThatStallsIsGivenUp() async throws {
      try await withServer {
        // No handshake of those who chat lasts that long.
        $0.limits.times.handshake = .seconds(2)
      } body: { server in
        let beginnings: [[UInt8]] = [[], [0x16], [0x16, 0x03, 0x01, 0x02, 0x00, 0x01]]
        try await server.whileOthersChatSecurely {
          let clients = try beginnings.map { beginning in
            let client = try server.connect()
            client.send(beginning)
            return client
          }
          for client in clients { #expect(client.receiveAll().ending == .end) }
        }
        await server.expect(connections: 0)
        #expect(server.log.warnings(about: "TLS: the handshake timed out").count == 3)
        #expect(server.log.warnings().count == 3)
      }
    }

    @Test func bytesForgedIntoAConnectionEndIt() async throws {
      try await withServer { server in
        try await server.whileOthersChatSecurely {
          for forged in [
            [0x17, 0x03, 0x03, 0x00, 0x20] + [UInt8](repeating: 7, count: 32),
            [0x17, 0x03, 0x03, 0x48, 0x01], [0x16, 0x03, 0x03, 0x00, 0x04, 1, 0, 0, 0],
          ] {
            let tcp = try server.connect()
            let client = TLSClientPair(tcp: tcp, tls: try TLSClient(over: tcp))
            let http = HTTPClient(over: client.tls)
            try http.expectHealth()
            tcp.send(forged)
            #expect([.end, .reset].contains(client.tls.receive()))
          }
        }
        await server.expect(connections: 0)
        #expect(server.log.warnings(about: "refused: TLS: ").count == 3)
      }
    }

    @Test func renegotiationIsRefused() async throws {
      try await withServer { server in
        try await server.whileOthersChatSecurely {
          for _ in 0..<20 {
            let client = try #require(OpenSSLClient(over: server.connect(), limitedToTLS12: true))
            #expect(client.shakeHands())
            #expect(client.ask(Self.question)?.hasPrefix("HTTP/1.1 200 OK\r\n") == true)
            #expect(!client.renegotiate())
          }
        }
        await server.expect(connections: 0)
        // The server only says that it does not, in the warning no_renegotiation; it is OpenSSL's
        // client that then gives up, with the alert that ends the connection.
        let refusals = server.log.warnings(about: "alert handshake failure (SSL alert number 40)")
        #expect(refusals.count == 20)
        #expect(server.log.warnings() == refusals)
      }
    }

    @Test func keysMayBeUpdatedAgainAndAgain() async throws {
      try await withServer { server in
        try await server.whileOthersChatSecurely {
          let client = try #require(OpenSSLClient(over: server.connect()))
          #expect(client.shakeHands())
          for _ in 0..<20 {
            for _ in 0..<20 { #expect(client.updateKeys()) }
            #expect(client.ask(Self.question)?.hasPrefix("HTTP/1.1 200 OK\r\n") == true)
          }
        }
        #expect(server.log.warnings().isEmpty)
      }
    }

    private static let question = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

    private struct TLSClientPair {
      let tcp: TCPClient
      let tls: TLSClient
    }
  }
}
