import ElizaModel
import HTTP1
import JSON

/// A recording in the plainer format of scripted recordings: `meta` first, then `req`, `res`, `sse`, `conn`, `sio`.
package struct PlainRecording {
  /// The head of the fixture it becomes.
  package let head: FixtureHead
  /// What happened, in order, with the time since the start.
  package private(set) var observations: [(time: Duration, Observation)] = []

  private var connections: [String: Int] = [:]
  private var openings: [String: JSON] = [:]
  private var count = 0
  private var heads: [Int: JSON] = [:]
  private var streams: Set<Int> = []
  private var closed: Set<String> = []

  /// Whether a file looks like such a recording.
  package static func isLikely(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array(#"{"k":"meta""#.utf8))
  }

  /// Reads a recording.
  ///
  /// - Throws: The first line that is no JSON or lacks what its kind must have.
  package init(parsing bytes: [UInt8]) throws(FixtureError) {
    let lines = try JSONLines.parse(bytes)
    guard let meta = lines.first, meta["k"]?.stringValue == "meta" else {
      throw FixtureError(line: 1, "the first line must be of kind 'meta'")
    }
    guard let start = meta["recordedAt"].flatMap({ Timestamp(json: $0) }) else {
      throw FixtureError(line: 1, "'recordedAt' must be a moment")
    }
    let source = meta["server"]?.stringValue
    head = FixtureHead(
      recordedAt: start, source: source,
      profile: source?.split(separator: " ").last.map { String($0) },
      title: meta["scenario"]?.stringValue)
    for line in lines where line["k"]?.stringValue == "res" {
      if let number = line["n"]?.intValue { heads[Int(number)] = line }
    }
    for (index, line) in lines.enumerated().dropFirst() {
      guard let time = line["t"]?.doubleValue.flatMap(LineTime.duration) else {
        throw FixtureError(line: index + 1, "'t' must be milliseconds since the start")
      }
      read(line, at: time)
    }
  }

  private mutating func add(_ observation: Observation, _ time: Duration) {
    observations.append((time, observation))
  }

  private mutating func read(_ line: JSON, at time: Duration) {
    let number = line["n"]?.intValue.flatMap { Int(exactly: $0) } ?? 0
    switch line["k"]?.stringValue {
    case "note": add(.note(line["text"]?.stringValue ?? ""), time)
    case "req":
      add(
        .request(
          exchange: number, method: line["method"]?.stringValue ?? "GET",
          target: line["path"]?.stringValue ?? "/", headers: PlainRecording.headers(line),
          body: PlainRecording.body(line)), time)
    case "sse":
      begin(number, time)
      add(.responseBody(exchange: number, Array((line["chunk"]?.stringValue ?? "").utf8)), time)
    case "res":
      begin(number, time)
      if !streams.contains(number) {
        if let count = line["bodyOmitted"]?.intValue {
          add(.responseOmitted(exchange: number, Int(count)), time)
        } else {
          add(.responseBody(exchange: number, PlainRecording.body(line)), time)
        }
      }
      add(.responseEnd(exchange: number), time)
    case "conn": connection(line, line["c"]?.stringValue ?? "", time)
    case "sio":
      add(
        .event(
          connection: connections[line["c"]?.stringValue ?? ""] ?? 0,
          direction: line["dir"]?.stringValue == "out" ? .toServer : .toClient, namespace: "/",
          name: line["event"]?.stringValue ?? "", arguments: line["args"]?.arrayValue ?? [],
          attachments: [], acknowledgement: nil), time)
    default: break
    }
  }

  private mutating func begin(_ number: Int, _ time: Duration) {
    guard let line = heads.removeValue(forKey: number) else { return }
    let headers = PlainRecording.headers(line)
    if headers["Content-Type"]?.hasPrefix("text/event-stream") == true { streams.insert(number) }
    add(
      .responseHead(
        exchange: number, status: Int(line["status"]?.intValue ?? 200), headers: headers), time)
  }

  private mutating func connection(_ line: JSON, _ name: String, _ time: Duration) {
    switch line["state"]?.stringValue {
    case "opening":
      openings[name] = line
      open(name, time)
    case "handshake":
      // The same client again, after its connection was lost.
      if closed.contains(name) { open(name, time) }
    case "connected":
      add(
        .accepted(
          connection: connections[name] ?? 0, namespace: "/", socket: line["id"]?.stringValue),
        time)
    case "connect_error":
      add(
        .refused(
          connection: connections[name] ?? 0, namespace: "/",
          message: line["message"]?.stringValue ?? ""), time)
      close(name, "connect_error", time)
    case "upgraded":
      guard !closed.contains(name) else { return }
      add(
        .upgraded(
          connection: connections[name] ?? 0, transport: line["to"]?.stringValue ?? "websocket"),
        time)
    case "disconnected": close(name, line["reason"]?.stringValue, time)
    default: break
    }
  }

  private mutating func open(_ name: String, _ time: Duration) {
    count += 1
    connections[name] = count
    closed.remove(name)
    let line = openings[name] ?? .null
    add(
      .opening(
        connection: count, namespace: "/",
        transport: line["transports"]?[0]?.stringValue ?? "websocket", auth: line["auth"]), time)
  }

  private mutating func close(_ name: String, _ reason: String?, _ time: Duration) {
    guard closed.insert(name).inserted, let connection = connections[name] else { return }
    let isServer = reason == "io server disconnect" || reason == "transport close"
    add(.closed(connection: connection, by: isServer ? .toClient : .toServer, reason: reason), time)
  }

  private static func headers(_ line: JSON) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for member in line["headers"]?.objectValue ?? JSONObject() {
      headers.add(member.key, member.value.stringValue ?? member.value.text)
    }
    return headers
  }

  private static func body(_ line: JSON) -> [UInt8] {
    line["json"]?.serialized() ?? line["body"]?.stringValue.map { Array($0.utf8) } ?? []
  }
}
