import HTTP1
import Testing

@Suite struct HTTPDateTests {
  @Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_772_323_199, "Sat, 28 Feb 2026 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
  ])
  func isWritten(_ seconds: Int64, _ text: String) {
    var bytes: [UInt8] = []
    HTTPDate(secondsSince1970: seconds).append(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
