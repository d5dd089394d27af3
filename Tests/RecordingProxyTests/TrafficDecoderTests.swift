import HTTP1
import JSON
import Recording
import Testing

@testable import RecordingProxy

@Suite struct TrafficDecoderTests {
  private final class Heard {
    var observations: [String] = []
  }

  private let heard = Heard()
  private let decoder: TrafficDecoder

  init() {
    let heard = heard
    decoder = TrafficDecoder { heard.observations.append(TrafficDecoderTests.words(for: $0)) }
  }

  private static func words(for observation: Observation) -> String {
    switch observation {
    case .opening(let connection, _, let transport, _): "\(connection) asks by \(transport)"
    case .accepted(let connection, _, let socket): "\(connection) is \(socket ?? "")"
    case .upgraded(let connection, let transport): "\(connection) on \(transport)"
    case .event(let connection, let direction, _, let name, let arguments, let attachments, _):
      "\(connection) \(direction.rawValue) \(name) \(arguments.count) \(attachments)"
    case .closed(let connection, let namespace, let side, let reason):
      "\(connection) closed \(namespace.map { "\($0) " } ?? "")\(side.rawValue): \(reason ?? "")"
    case .note(let text): text
    default: "other"
    }
  }

  private func head(_ method: HTTPMethod, _ target: String) throws -> RequestHead {
    var requests = RequestDecoder()
    var position = 0
    let bytes = Array("\(method.rawValue) \(target) HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
    guard case .head(let head) = try requests.next(in: bytes.span, at: &position) else {
      throw HTTPError.unexpectedEnd
    }
    return head
  }

  private func exchange(
    _ number: Int, _ method: HTTPMethod, _ sid: String?, sent: String = "", answer: String
  ) throws {
    let target = "/socket.io/?EIO=4&transport=polling" + (sid.map { "&sid=\($0)" } ?? "")
    let (sent, answer) = (Array(sent.utf8), Array(answer.utf8))
    decoder.requestBegan(try head(method, target), exchange: number, connection: 1)
    decoder.requestBody(sent.span, exchange: number)
    decoder.requestEnded(exchange: number)
    decoder.responseBegan(ResponseHead(status: HTTPStatus(200)), exchange: number)
    decoder.responseBody(answer.span, exchange: number)
    decoder.exchangeEnded(.complete, exchange: number)
  }

  @Test func aPolledSessionIsTakenApart() throws {
    try exchange(1, .get, nil, answer: #"0{"sid":"s","upgrades":[]}"#)
    try exchange(2, .post, "s", sent: #"40{"entityId":"x"}"#, answer: "ok")
    try exchange(3, .get, "s", answer: #"40{"sid":"t"}"#)
    try exchange(
      4, .post, "s", sent: "451-[\"up\",{\"_placeholder\":true,\"num\":0}]\u{1E}bAQI=", answer: "ok"
    )
    try exchange(5, .get, "s", answer: "2")
    try exchange(6, .post, "s", sent: "3\u{1E}41", answer: "ok")
    #expect(
      heard.observations == [
        "1 asks by polling", "1 is t", "1 c2s up 1 [[1, 2]]", "1 closed c2s: io client disconnect",
      ])
  }

  @Test func whatCannotBeReadIsNoted() throws {
    try exchange(1, .get, nil, answer: #"0{"sid":"s"}"#)
    try exchange(2, .post, "s", sent: "42{", answer: "ok")
    #expect(heard.observations.count == 1)
    #expect(heard.observations.first?.hasPrefix("a packet of the client is left out") == true)
  }

  @Test func aNamespaceThatIsSlowToBeAcceptedKeepsTheConnection() throws {
    try exchange(1, .get, nil, answer: #"0{"sid":"s"}"#)
    try exchange(2, .post, "s", sent: "40\u{1E}40/slow,\u{1E}40/no,", answer: "ok")
    try exchange(3, .get, "s", answer: #"40{"sid":"t"}"# + "\u{1E}" + #"44/no,{"message":"no"}"#)
    try exchange(4, .post, "s", sent: "41", answer: "ok")
    try exchange(5, .get, "s", answer: #"40/slow,{"sid":"u"}"#)
    try exchange(6, .post, "s", sent: #"42/slow,["x",1]"#, answer: "ok")
    try exchange(7, .post, "s", sent: "41/slow,", answer: "ok")
    #expect(
      heard.observations == [
        "1 asks by polling", "1 asks by polling", "1 asks by polling", "1 is t", "other",
        "1 closed / c2s: io client disconnect", "1 is u", "1 c2s x 1 []",
        "1 closed c2s: io client disconnect",
      ])
  }

  @Test func aSocketIsPutOutOfOneNamespaceAndComesBack() throws {
    try exchange(1, .get, nil, answer: #"0{"sid":"s"}"#)
    try exchange(2, .post, "s", sent: "40\u{1E}40/admin,", answer: "ok")
    try exchange(
      3, .get, "s", answer: #"40{"sid":"t"}"# + "\u{1E}" + #"40/admin,{"sid":"u"}"#)
    try exchange(4, .get, "s", answer: "41/admin,\u{1E}42/admin,[\"late\"]\u{1E}42[\"here\"]")
    try exchange(5, .post, "s", sent: "41/admin,\u{1E}40/admin,", answer: "ok")
    try exchange(6, .get, "s", answer: #"40/admin,{"sid":"v"}"# + "\u{1E}42/admin,[\"again\"]")
    #expect(
      heard.observations == [
        "1 asks by polling", "1 asks by polling", "1 is t", "1 is u",
        "1 closed /admin s2c: io server disconnect",
        "packets in the namespace /admin are left out: no socket of their session is in it",
        "1 s2c here 0 []", "1 asks by polling", "1 is v", "1 s2c again 0 []",
      ])
  }

  @Test func packetsOnNoConnectionAreToldOfOnce() throws {
    try exchange(1, .get, nil, answer: #"0{"sid":"s"}"#)
    try exchange(2, .post, "s", sent: "41\u{1E}42[\"a\"]\u{1E}42[\"b\"]", answer: "ok")
    try exchange(3, .get, "s", answer: "42[\"c\"]")
    #expect(
      heard.observations == [
        "packets in the namespace / are left out: no socket of their session is in it"
      ])
  }

  @Test func aRecordingThatHasEndedHearsNothingMore() throws {
    decoder.finish()
    try exchange(1, .get, nil, answer: #"0{"sid":"s"}"#)
    try exchange(2, .post, "s", sent: "40", answer: "ok")
    #expect(heard.observations.isEmpty)
  }
}
