import EngineIO
import JSON
import Testing

@Suite struct HandshakeTests {
  private let handshake = Handshake(
    sid: "lv_VI97HAXpY6yYWAAAB", upgrades: [.webSocket], pingInterval: .milliseconds(25_000),
    pingTimeout: .milliseconds(20_000), maxPayload: 1_000_000)

  private let text =
    #"{"sid":"lv_VI97HAXpY6yYWAAAB","upgrades":["websocket"],"pingInterval":25000,"#
    + #""pingTimeout":20000,"maxPayload":1000000}"#

  @Test func isWrittenAsTheProtocolShowsIt() {
    var output: [UInt8] = []
    handshake.append(to: &output)
    #expect(String(decoding: output, as: UTF8.self) == text)
  }

  @Test func writesNoUpgradesAsAnEmptyArray() {
    var handshake = handshake
    handshake.upgrades = []
    var output: [UInt8] = []
    handshake.append(to: &output)
    #expect(String(decoding: output, as: UTF8.self).contains(#""upgrades":[],"#))
  }

  @Test func isReadBack() throws {
    #expect(try Handshake(parsing: Array(text.utf8).span) == handshake)
  }

  @Test(arguments: [
    "{}", "[]", #"{"sid":"","pingInterval":1,"pingTimeout":1,"maxPayload":1}"#,
    #"{"sid":"a","pingInterval":0,"pingTimeout":1,"maxPayload":1}"#,
    #"{"sid":"a","pingInterval":1,"pingTimeout":-1,"maxPayload":1}"#,
    #"{"sid":"a","pingInterval":1,"pingTimeout":1}"#,
  ])
  func isNilWithoutItsFields(text: String) throws {
    #expect(try Handshake(parsing: Array(text.utf8).span) == nil)
  }

  @Test func throwsWhenItIsNoJSON() {
    #expect(throws: JSONError.self) { try Handshake(parsing: Array("{".utf8).span) }
  }
}
