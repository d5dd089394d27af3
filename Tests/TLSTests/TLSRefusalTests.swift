import HostInterface
import TestSupport
import Testing

@testable import TLS

@Suite struct TLSRefusalTests {
  private func refusal(_ recorder: Recorder) -> String? {
    guard recorder.closeReasons.count == 1, case .tls(let message)? = recorder.closeReasons.first
    else { return nil }
    return message
  }

  @Test(arguments: [1, 3, .max])
  func plainHTTPIsCalledByItsName(_ pieceSize: Int) throws {
    let wire = MemoryStream()
    let stream = try TLSStream(
      over: wire, context: try TLSContext(serverIdentity: .selfSigned),
      scheduler: ManualScheduler())
    let recorder = Recorder()
    stream.handler = recorder
    let request = Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    var start = 0
    while start < request.count {
      let end = start + min(pieceSize, request.count - start)
      wire.receive(Array(request[start..<end]))
      start = end
    }
    #expect(recorder.closeReasons == [.tls("plain HTTP where TLS was expected")])
    #expect(recorder.received.isEmpty)
  }

  @Test func plainHTTPIsAnsweredInItsOwnWords() throws {
    let context = try TLSContext(serverIdentity: .selfSigned)
    context.plainHTTPReply = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
    let wire = MemoryStream()
    let stream = try TLSStream(over: wire, context: context, scheduler: ManualScheduler())
    defer { stream.abort() }
    wire.receive("POST /api HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(wire.takeSentText() == "HTTP/1.1 400 Bad Request\r\n\r\n")
    #expect(wire.isClosed)
  }

  @Test(arguments: [
    Array("garbage that is no record at all".utf8), [0x16, 0x03, 0x01, 0xFF, 0xFF, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0x15, 0x03, 0x03, 0, 2, 2, 40],
  ])
  func whatIsNoHandshakeEndsWithAReason(_ bytes: [UInt8]) throws {
    let pair = try TLSPair()
    pair.serverWire.receive(bytes)
    #expect(refusal(pair.serverSide) != nil)
    #expect(pair.serverWire.isClosed)
    pair.serverWire.receive(bytes)
    #expect(pair.serverSide.closeReasons.count == 1)
  }

  @Test func aRecordThatWasTamperedWithIsAnsweredWithAnAlert() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.client.send("hello")
    var record = pair.clientWire.takeSent()
    record[record.count - 1] ^= 1
    pair.serverWire.receive(record)
    #expect(refusal(pair.serverSide)?.contains("bad record mac") == true)
    #expect(pair.serverSide.received.isEmpty)
    pair.pump()
    #expect(refusal(pair.clientSide)?.contains("alert bad record mac") == true)
  }

  @Test func aCertificateNobodyVouchesForIsRefused() throws {
    let pair = try TLSPair(
      server: try TLSContext(serverIdentity: .selfSigned),
      client: try TLSContext(clientTrust: .system))
    pair.pump()
    #expect(refusal(pair.clientSide)?.contains("self-signed certificate") == true)
    #expect(refusal(pair.serverSide)?.contains("unknown ca") == true)
  }

  @Test func everyCertificateWillDoForAClientThatSaysSo() throws {
    let pair = try TLSPair(
      server: try TLSContext(serverIdentity: .selfSigned),
      client: try TLSContext(clientTrust: .anyone), serverName: "any.name")
    pair.client.send("x")
    pair.pump()
    #expect(pair.serverSide.text == "x")
  }

  @Test(arguments: [
    ("localhost", true), ("127.0.0.1", true), ("::1", true), ("example.org", false),
    ("127.0.0.2", false),
  ])
  func theSelfSignedCertificateIsGoodForThisMachineOnly(
    _ name: String, _ isGood: Bool
  ) throws {
    let server = try TLSContext(serverIdentity: .selfSigned)
    let client = try TLSContext(clientTrust: .certificate(pem: server.certificatePEM))
    let pair = try TLSPair(server: server, client: client, serverName: name)
    pair.client.send("x")
    pair.pump()
    #expect((pair.serverSide.text == "x") == isGood)
    #expect((refusal(pair.clientSide) == nil) == isGood)
  }

  @Test func aChainFromFilesIsVerifiedUpToItsAuthority() throws {
    let server = try TLSContext(
      serverIdentity: .files(
        certificateChain: fixture("server-chain.pem"), privateKey: fixture("server.key")))
    let client = try TLSContext(clientTrust: .certificate(pem: fixtureBytes("authority.pem")))
    let pair = try TLSPair(server: server, client: client, serverName: "mock.test")
    pair.client.send("x")
    pair.pump()
    #expect(pair.serverSide.text == "x")
  }

  @Test func aClientThatOffersNoProtocolOfOursIsRefused() throws {
    let pair = try TLSPair()
    // The client's offer of "http/1.1", changed to another of the same length.
    var hello = pair.clientWire.takeSent()
    let offer = Array("http/1.1".utf8)
    let start = try #require(
      hello.indices.first { hello[$0...].prefix(8).elementsEqual(offer) })
    hello[start + 7] = UInt8(ascii: "2")
    pair.serverWire.receive(hello)
    #expect(refusal(pair.serverSide)?.contains("no application protocol") == true)
  }

  @Test func anOlderVersionIsRefused() throws {
    let pair = try TLSPair()
    let hello = tls11Hello
    pair.serverWire.receive(hello)
    #expect(refusal(pair.serverSide)?.contains("unsupported protocol") == true)
    let alert = pair.serverWire.takeSent()
    #expect(alert.first == 21)
    #expect(alert.last == 70, "alert 70 is protocol_version")
  }

  /// A ClientHello of TLS 1.1 (RFC 4346 §7.4.1.2) with one cipher suite.
  private var tls11Hello: [UInt8] {
    let body: [UInt8] =
      [0x03, 0x02] + [UInt8](repeating: 7, count: 32) + [0] + [0, 2, 0xC0, 0x09] + [1, 0]
    let message: [UInt8] = [1, 0, 0, UInt8(body.count)] + body
    return [0x16, 0x03, 0x01, 0, UInt8(message.count)] + message
  }
}
