import ElizaModel
import HTTP1
import JSON

@testable import Recording

/// A recorder with the lines it has made, fed with little ado; every observation comes 50 ms after the last.
struct Tape {
  private(set) var lines: [FixtureLine] = []
  private(set) var bytes: [UInt8] = []
  private var recorder: FixtureRecorder
  private var time = Duration.zero
  private var exchange = 100

  init(rules: RedactionRules = RedactionRules()) {
    let start = Timestamp(milliseconds: 1_768_817_730_123)
    recorder = FixtureRecorder(FixtureHead(recordedAt: start), rules: rules)
    if let head = try? recorder.begin() { bytes = head.serialized() }
    // The head is line 0 of a file; the tests count from what follows it.
  }

  mutating func see(_ observation: Observation) throws {
    for line in try recorder.record(observation, at: time) {
      lines.append(line)
      bytes += line.serialized()
    }
  }

  mutating func exchange(
    _ method: String, _ target: String, _ body: JSON?, _ answer: JSON?
  ) throws {
    exchange += 1
    let headers: HTTPHeaders = ["Content-Type": "application/json"]
    try see(
      .request(
        exchange: exchange, method: method, target: target, headers: headers,
        body: body?.serialized() ?? []))
    try see(.responseHead(exchange: exchange, status: 200, headers: headers))
    if let answer { try see(.responseBody(exchange: exchange, answer.serialized())) }
    try see(.responseEnd(exchange: exchange))
  }

  mutating func connect(auth: JSON, socket: String?) throws {
    try see(.opening(connection: 1, namespace: "/", transport: "websocket", auth: auth))
    try see(.accepted(connection: 1, namespace: "/", socket: socket))
  }

  mutating func event(_ direction: Direction, _ name: String, _ payload: JSON) throws {
    try see(
      .event(
        connection: 1, direction: direction, namespace: "/", name: name, arguments: [payload],
        attachments: [], acknowledgement: nil))
  }

  /// Kind, number, cause and what the line says of ids, a line each; numbers count from 0.
  var text: String {
    lines.map { line in
      let object = line.object
      var shown = JSONObject()
      for key in ["target", "json", "text", "auth", "id", "args", "room"] {
        shown[key] = object[key]
      }
      let cause = line.cause.map { "\($0 - 1)" } ?? "-"
      return "\(object["k"]?.stringValue ?? "") \(line.number - 1) \(cause) \(JSON.object(shown))"
    }.joined(separator: "\n")
  }
}
