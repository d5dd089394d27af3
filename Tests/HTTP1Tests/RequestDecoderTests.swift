import HTTP1
import TestSupport
import Testing

@Suite struct RequestDecoderTests {
  private static let browserRequest = """
    POST /api/messaging/sessions?x=1&y=%20 HTTP/1.1\r
    Host: localhost:3000\r
    Connection: keep-alive\r
    Content-Length: 17\r
    Content-Type: application/json\r
    Accept: */*\r
    Origin: http://localhost:5173\r
    Accept-Encoding: gzip, deflate, br, zstd\r
    \r
    {"agentId":"x"}\r

    """

  @Test func aRequestIsTheSameHoweverItIsCut() throws {
    let input = Array(Self.browserRequest.utf8)
    let expected = DecodedRequest.decode([input])
    let request = try #require(expected.first)
    #expect(expected.count == 1)
    #expect(request.body == "{\"agentId\":\"x\"}\r\n")
    #expect(request.head?.method == .post)
    #expect(request.head?.target == "/api/messaging/sessions?x=1&y=%20")
    #expect(request.head?.headers.count == 7)
    #expect(request.head?.headers["origin"] == "http://localhost:5173")
    #expect(request.head?.body == .length(17))
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) { DecodedRequest.decode($0) }
        == nil)
  }

  @Test func chunksAreTheSameHoweverTheyAreCut() {
    let input = Array(
      """
      PUT /x HTTP/1.1\r
      Host: x\r
      Transfer-Encoding: chunked\r
      \r
      5;name="quoted \t value"\r
      hello\r
      00b ; a=b\r
      , wide worl\r
      1\r
      d\r
      0\r
      Checksum: 7\r
      \r

      """.utf8)
    let expected = DecodedRequest.decode([input])
    #expect(expected.map(\.body) == ["hello, wide world"])
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) { DecodedRequest.decode($0) }
        == nil)
  }

  @Test func requestsMayFollowWithoutAPause() {
    let one = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
    let two = "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok"
    let input = Array((one + two + "\r\n" + one).utf8)
    let expected = DecodedRequest.decode([input])
    #expect(expected.map(\.head?.target) == ["/1", "/2", "/1"])
    #expect(expected.map(\.body) == ["", "ok", ""])
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) { DecodedRequest.decode($0) }
        == nil)
  }

  @Test func theConnectionLivesByVersionAndOption() {
    let cases: [(String, Bool)] = [
      ("HTTP/1.1\r\nHost: a\r\n\r\n", true),
      ("HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false),
      ("HTTP/1.1\r\nHost: a\r\nConnection: foo, CLOSE ,bar\r\n\r\n", false),
      ("HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n", false),
      ("HTTP/1.0\r\n\r\n", false),
      ("HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true),
      ("HTTP/1.2\r\nHost: a\r\n\r\n", true),
    ]
    for (rest, keepsAlive) in cases {
      #expect(DecodedRequest.decode("GET / \(rest)").first?.head?.keepsAlive == keepsAlive)
    }
  }

  @Test func anUpgradeIsAskedForByConnectionToken() {
    let head = { (fields: String) in
      DecodedRequest.decode("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n").first?.head
    }
    #expect(head("Connection: keep-alive, UPGRADE\r\n")?.asksForUpgrade == true)
    #expect(head("Connection: upgraded\r\n")?.asksForUpgrade == false)
    let old = DecodedRequest.decode("GET / HTTP/1.0\r\nConnection: Upgrade\r\n\r\n").first?.head
    #expect(old?.asksForUpgrade == false)
  }

  @Test func continueIsExpectedOnlyWithABody() {
    let head = { (fields: String) in
      DecodedRequest.decode(
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\(fields)\r\nabc"
      ).first?.head
    }
    #expect(head("Content-Length: 3\r\n")?.expectsContinue == true)
    #expect(head("Content-Length: 0\r\n")?.expectsContinue == false)
  }

  @Test func anAbsoluteTargetGivesPathAndHost() {
    let decode = { (target: String) in
      DecodedRequest.decode("GET \(target) HTTP/1.1\r\nHost: other\r\n\r\n").first?.head
    }
    #expect(decode("http://a.example:81/p/q?r=http://b/")?.target == "/p/q?r=http://b/")
    #expect(decode("http://a.example:81/p/q?r=1")?.headers.values("host") == ["a.example:81"])
    #expect(decode("HTTPS://[::1]:3000")?.target == "/")
    #expect(decode("http://a?x")?.target == "/?x")
    #expect(decode("http://a/\u{301}")?.target == "/\u{301}")
  }

  @Test func anAsteriskIsATargetOfOptionsOnly() {
    let options = DecodedRequest.decode("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(options.first?.head?.target == "*")
    let get = DecodedRequest.decode("GET * HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(get == [.error(.malformedTarget)])
  }

  @Test func aTargetMayHoldUTF8() {
    let decoded = DecodedRequest.decode("GET /é HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(decoded.first?.head?.target == "/é")
  }

  @Test func anUnknownMethodIsNoError() {
    let decoded = DecodedRequest.decode("PURGE /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(decoded.first?.head?.method == HTTPMethod("PURGE"))
  }

  @Test func theBodyLimitIsSetByTheHead() throws {
    var decoder = RequestDecoder(bodyLimit: 10)
    let input = Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n".utf8)
    var position = 0
    _ = try decoder.next(in: input.span, at: &position)
    decoder.bodyLimit = 19
    #expect(throws: HTTPError.bodyTooLarge(limit: 19)) {
      try decoder.next(in: input.span, at: &position)
    }
    #expect(decoder.target == "/")
  }

  @Test func anErrorIsFinal() {
    var decoder = RequestDecoder()
    let bad = Array("GET / HTTP/3.0\r\n\r\n".utf8)
    let good = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    for input in [bad, good] {
      var position = 0
      #expect(throws: HTTPError.unsupportedVersion) {
        try decoder.next(in: input.span, at: &position)
      }
    }
  }

  @Test func randomBytesNeverCrashIt() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array(
      "GET / HTTP/1.1\r\n:;,0aF\t\u{0}\u{FF}Host Content-Length Transfer-Encoding chunked".utf8)
    for _ in 0..<300 {
      let input = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      _ = DecodedRequest.decode([input])
      _ = DecodedRequest.decode(
        [Array("POST / HTTP/1.1\r\nHost:a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8), input])
    }
  }
}
