import Testing

@testable import Reactor

@Suite struct SocketErrorTests {
  @Test func theDescriptionNamesCallAddressAndReason() {
    let error = SocketError(call: "accept", errno: Errno.connectionReset, address: "[::1]:80")
    #expect(error.description == "accept [::1]:80: Connection reset by peer")
    let other = SocketError(call: "socket", errno: Errno.timedOut)
    #expect(other.description.hasPrefix("socket: "))
  }

  @Test func anUnknownNumberStillHasWords() {
    #expect(!SocketError(call: "read", errno: 99_999).message.isEmpty)
  }

  @Test func kindsAreToldApart() {
    let error = SocketError(call: "bind", errno: Errno.invalidArgument)
    #expect(!error.isAddressInUse)
    #expect(!error.isAddressUnavailable)
    #expect(!error.isExhaustion)
  }
}
