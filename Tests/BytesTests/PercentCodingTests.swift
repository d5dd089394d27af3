import Bytes
import Testing

@Suite struct PercentCodingTests {
  @Test func decodesOnce() {
    #expect(PercentCoding.decode("a%2Fb%252F%c3%BC+") == "a/b%2Fü+")
  }

  @Test(arguments: ["%", "%1", "%zz", "a%4", "%-1", "%ff", "%C3"])
  func refuses(text: String) {
    #expect(PercentCoding.decode(text) as String? == nil)
  }

  @Test func bytesNeedNotBeText() {
    let text = Array("%ff%00".utf8)
    let decoded = PercentCoding.decode(text.span)
    #expect(decoded == [0xFF, 0x00])
  }

  @Test func encodesAsJavaScriptDoes() {
    #expect(
      PercentCoding.encodeURIComponent("a-_.!~*'()Z9 /?&=ü\u{1F600}")
        == "a-_.!~*'()Z9%20%2F%3F%26%3D%C3%BC%F0%9F%98%80")
  }
}
