import SocketIOClient
import Testing

@Suite struct ServerAddressTests {
  @Test func readsAllParts() throws {
    let address = try ServerAddress("wss://example.org:8443/admin?token=a%20b&x=")
    #expect(address.isSecure)
    #expect(address.host == "example.org")
    #expect(address.port == 8443)
    #expect(address.authority == "example.org:8443")
    #expect(address.namespace == "/admin")
    #expect(address.query == [.init("token", "a b"), .init("x", "")])
  }

  @Test(
    arguments: [
      ("http://h", "h", 80, "h"), ("https://h/", "h", 443, "h"), ("ws://h:443", "h", 443, "h:443"),
      ("HTTP://127.0.0.1:80", "127.0.0.1", 80, "127.0.0.1"),
      ("http://[::1]:3000", "::1", 3000, "[::1]:3000"),
      ("http://h?x=1", "h", 80, "h"), ("http://h#part", "h", 80, "h"),
    ] as [(String, String, UInt16, String)])
  func knowsHostAndPort(text: String, host: String, port: UInt16, authority: String) throws {
    let address = try ServerAddress(text)
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.authority == authority)
    #expect(address.namespace == "/")
  }

  @Test(arguments: [
    ("localhost:3000", AddressError.unknownScheme("localhost:3000")),
    ("ftp://h", .unknownScheme("ftp://h")), ("", .unknownScheme("")),
    ("http://", .missingHost("http://")), ("http:///x", .missingHost("http:///x")),
    ("http://u@h", .missingHost("http://u@h")), ("http://h:", .invalidPort("http://h:")),
    ("http://h:0", .invalidPort("http://h:0")), ("http://h:65536", .invalidPort("http://h:65536")),
    ("http://[::1", .missingHost("http://[::1")), ("http://[::1]x", .invalidPort("http://[::1]x")),
    ("http://h /", .invalidCharacter("http://h /")),
    ("http://h\r\n", .invalidCharacter("http://h\r\n")),
    (" http://h", .invalidCharacter(" http://h")), ("   ", .invalidCharacter("   ")),
    ("http://h:-1", .invalidPort("http://h:-1")), ("http://h:+80", .invalidPort("http://h:+80")),
    ("http://h:8 0", .invalidCharacter("http://h:8 0")),
    ("http://h:99999999999999999999", .invalidPort("http://h:99999999999999999999")),
    ("http://u:p@h:80", .invalidPort("http://u:p@h:80")),
    ("http://[]:80", .missingHost("http://[]:80")),
    ("http://[", .missingHost("http://[")), ("http://]", .invalidCharacter("http://]")),
    ("http://[h]", .invalidCharacter("http://[h]")),
    ("http://a[b", .invalidCharacter("http://a[b")),
    ("http://[::1]80", .invalidPort("http://[::1]80")), ("http://::1", .missingHost("http://::1")),
    ("http://\u{FC}.example", .invalidCharacter("http://\u{FC}.example")),
    ("http://h\u{1}", .invalidCharacter("http://h\u{1}")), ("://", .unknownScheme("://")),
  ])
  func refusesWhatIsNone(text: String, error: AddressError) {
    #expect(throws: error) { try ServerAddress(text) }
  }
}
