import TLS
import Testing

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
  ])
  func sha1GivesTheStandardsExamples(_ text: String, _ expected: String) {
    let digest = Digest.sha1(Array(text.utf8).span)
    let hex = digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    #expect(hex.joined() == expected)
  }

  @Test func webSocketAcceptIsTheOneOfTheRFC() {
    let text = "dGhlIHNhbXBsZSBub25jZQ==" + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    let accept = Digest.base64(Digest.sha1(Array(text.utf8).span).span)
    #expect(String(decoding: accept, as: UTF8.self) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
  ])
  func base64GoesBothWays(_ plain: String, _ text: String) {
    #expect(Digest.base64(Array(plain.utf8).span) == Array(text.utf8))
    #expect(Digest.bytes(fromBase64: Array(text.utf8).span) == Array(plain.utf8))
  }

  @Test(arguments: [
    "Z", "Zg=", "====", "Z===", "=Zg=", "Zg==Zg==", "Z g=", " Zm9", "Zm9\n", "Zm*v", "Zm9v\r\n\r\n",
  ])
  func brokenBase64IsRefused(_ text: String) {
    #expect(Digest.bytes(fromBase64: Array(text.utf8).span) == nil)
  }
}
