import Testing

@testable import Reactor

@Suite struct SocketAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("0:0:0:0:0:0:0:1", "[::1]:80"),
    ("::", "[::]:80"), ("2001:db8::0:1", "[2001:db8::1]:80"),
  ])
  func numericAddressesAreReadAndWrittenInShortestForm(_ host: String, _ text: String) {
    #expect(SocketAddress(host: host, port: 80)?.description == text)
  }

  @Test(arguments: [
    "", "localhost", "127.0.0", "127.0.0.1:80", "[::1]", "256.0.0.1", "example.org",
  ])
  func everythingElseIsRefused(_ host: String) {
    #expect(SocketAddress(host: host, port: 80) == nil)
  }

  @Test func localhostStandsForBothFamilies() {
    let names = SocketAddress.candidates(host: "localhost", port: 1).map(\.description)
    #expect(names == ["127.0.0.1:1", "[::1]:1"])
  }
}
