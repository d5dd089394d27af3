import CZlib
import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct CompressionTests {
  private let text = Array(String(repeating: "A line that repeats itself. ", count: 100).utf8)

  private func answer(
    accept: String?, body: [UInt8], isCompressible: Bool = true, method: String = "GET"
  ) throws -> (head: ResponseHead, body: [UInt8]) {
    let server = ServerFixture()
    server.service.answer = { _, exchange in
      var response = HTTPResponse(HTTPStatus(200), headers: ["Vary": "Origin"], body: body)
      response.isCompressible = isCompressible
      exchange.respond(response)
    }
    let field = accept.map { "Accept-Encoding: \($0)\r\n" } ?? ""
    server.stream.receive("\(method) /a HTTP/1.1\r\nHost: x\r\n\(field)\r\n")
    return try decode(server.stream.takeSent(), HTTPMethod(method))
  }

  private func decode(
    _ sent: [UInt8], _ method: HTTPMethod
  ) throws -> (head: ResponseHead, body: [UInt8]) {
    var decoder = ResponseDecoder()
    decoder.expectResponse(to: method)
    var position = 0
    var head = ResponseHead(status: HTTPStatus(500))
    var body: [UInt8] = []
    while let event = try decoder.next(in: sent.span, at: &position) {
      switch event {
      case .head(let new): head = new
      case .body(let range): body += sent[range]
      case .end: return (head, body)
      }
    }
    return (head, body)
  }

  private func inflated(_ bytes: [UInt8]) -> [UInt8] {
    var stream = unsafe z_stream()
    var input = bytes
    let room = 100_000
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(room)
        unsafe inflateInit2_(
          &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        unsafe inflate(&stream, Z_FINISH)
        unsafe count = room - Int(stream.avail_out)
        unsafe inflateEnd(&stream)
      }
    }
  }

  @Test(arguments: ["gzip", "gzip, deflate, br", "br;q=1, gzip;q=0.5", "*", "X-GZIP"])
  func aLargeBodyIsCompressedForThoseWhoAccept(_ accept: String) throws {
    let answer = try answer(accept: accept, body: text)
    #expect(answer.head.headers["Content-Encoding"] == "gzip")
    #expect(answer.head.headers.values("Vary") == ["Origin", "Accept-Encoding"])
    #expect(answer.body.count < 200)
    #expect(inflated(answer.body) == text)
  }

  @Test(arguments: [nil, "identity", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0"])
  func othersGetItPlainAndAreToldThatItVaries(_ accept: String?) throws {
    let answer = try answer(accept: accept, body: text)
    #expect(answer.head.headers["Content-Encoding"] == nil)
    #expect(answer.head.headers.values("Vary") == ["Origin", "Accept-Encoding"])
    #expect(answer.body == text)
  }

  @Test func smallAndFixedBodiesStayAsTheyAre() throws {
    for (body, isCompressible) in [(Array(text.prefix(1_023)), true), (text, false)] {
      let answer = try answer(accept: "gzip", body: body, isCompressible: isCompressible)
      #expect(answer.head.headers.values("Vary") == ["Origin"])
      #expect(answer.body == body)
    }
  }

  @Test func whatWouldGrowIsNotCompressed() throws {
    var random = SeededRandom(seed: 3)
    let noise = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let answer = try answer(accept: "gzip", body: noise)
    #expect(answer.head.headers["Content-Encoding"] == nil)
    #expect(answer.body == noise)
  }

  @Test func headSaysTheSameLength() throws {
    let get = try answer(accept: "gzip", body: text)
    let head = try answer(accept: "gzip", body: text, method: "HEAD")
    #expect(head.head.headers == get.head.headers)
    #expect(head.body == [])
  }

  @Test func theCompressorIsUsedAgain() throws {
    let server = ServerFixture()
    server.service.answer = { _, exchange in
      var response = HTTPResponse(HTTPStatus(200), body: text)
      response.isCompressible = true
      exchange.respond(response)
    }
    let request = "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"
    server.stream.receive(request)
    let first = server.stream.takeSent()
    server.stream.receive(request)
    #expect(server.stream.takeSent() == first)
  }
}
