import ElizaModel
import HTTP1
import JSON
import Recording

/// Writes entries of the journal as a recording: each request, answer and event a line, ids and times replaced, and
/// secrets taken out.
struct JournalFixture {
  /// The most bytes that are written; what a room was sent is written once for each of its hearers.
  static let limit = 256 << 20

  private(set) var bytes: [UInt8] = []
  private var recorder: FixtureRecorder
  private let chosen: [ClosedRange<UInt64>]
  private let limit: Int
  private var origin: Int64?
  private var connections: [String: Int] = [:]
  private var members: [String: [String]] = [:]
  private var lastSpeaker = ""

  /// Writes those entries of `journal` whose numbers are in `chosen`.
  ///
  /// - Throws: A conflict when that would be more than `limit` bytes, or when no recording can begin like that.
  init(
    _ chosen: [ClosedRange<UInt64>], of journal: Journal, at now: Timestamp, profile: String,
    limit: Int = JournalFixture.limit
  ) throws(Problem) {
    self.chosen = chosen
    self.limit = limit
    let first = journal.entries(after: 0).first { entry in
      chosen.contains { $0.contains(entry.number) }
    }
    recorder = FixtureRecorder(
      FixtureHead(recordedAt: first?.time ?? now, source: "eliza-mock", profile: profile))
    do throws(FixtureRefusal) {
      try write(journal)
    } catch {
      throw .conflict("\(error)", hint: "Give the profile another name.")
    }
    guard !isTooLong else {
      throw .conflict(
        "These entries make more than \(limit) bytes, as each hearer of a room has lines of its own.",
        hint: "Ask for some of them, such as \(ControlAPI.base)/journal/fixture?entries=1-1000, "
          + "or let 'eliza-mock record' write what passes.")
    }
  }

  private var isTooLong: Bool { bytes.count > limit }

  /// Writes everything, until it is too long.
  private mutating func write(_ journal: Journal) throws(FixtureRefusal) {
    bytes += try recorder.begin().serialized()
    var end = Duration.zero
    for entry in journal.entries(after: 0) {
      guard !isTooLong else { return }
      end = write(entry) ?? end
      follow(entry.event)
    }
    bytes += try recorder.end(at: end).serialized()
  }

  /// Writes an entry if it is one of those; answers when it was, since the first of them.
  private mutating func write(_ entry: JournalEntry) -> Duration? {
    guard chosen.contains(where: { $0.contains(entry.number) }) else { return nil }
    let origin = self.origin ?? entry.elapsed
    self.origin = origin
    let time = Duration.nanoseconds(entry.elapsed &- origin)
    for observation in observations(of: entry.event) where !isTooLong {
      for line in recorder.recordOrRemark(observation, at: time).lines {
        bytes += line.serialized()
      }
    }
    return time
  }

  /// What a recorder between client and server would have seen.
  private mutating func observations(of event: JournalEvent) -> [Observation] {
    switch event {
    case .request(let request): return [JournalFixture.observation(of: request)]
    case .response(let response): return JournalFixture.observations(of: response)
    case .connected(let socket, let session):
      let connection = number(of: socket)
      return [
        .opening(
          connection: connection, namespace: "/", transport: session.transport, auth: nil),
        .accepted(connection: connection, namespace: "/", socket: socket),
      ]
    case .received(let socket, let bytes):
      return passing(bytes, .toServer, on: [socket])
    case .sentToSocket(let socket, let bytes): return passing(bytes, .toClient, on: [socket])
    case .sentToRoom(let room, let bytes, let reach):
      return passing(bytes, .toClient, on: hearers(in: room, reach: reach))
    case .disconnected(let socket, let reason):
      return [.closed(connection: number(of: socket), by: .toServer, reason: reason)]
    case .note(let text): return [.note(text)]
    default: return []
    }
  }

  /// Keeps to who is in which room.
  private mutating func follow(_ event: JournalEvent) {
    switch event {
    case .received(let socket, _): lastSpeaker = socket
    case .joined(let socket, let room): members[room, default: []].append(socket)
    case .left(let socket, let room): members[room]?.removeAll { $0 == socket }
    case .disconnected(let socket, _):
      for room in members.keys { members[room]?.removeAll { $0 == socket } }
    default: break
    }
  }

  /// The sockets that an event in a room reached, of those that are recorded if any is: who has spoken last is not among
  /// them when one was left out.
  private func hearers(in room: String, reach: Int) -> [String] {
    guard reach > 0 else { return [] }
    var sockets = members[room] ?? []
    if sockets.count > reach { sockets.removeAll { $0 == lastSpeaker } }
    let known = sockets.filter { connections[$0] != nil }
    return known.isEmpty ? sockets : known
  }

  private mutating func passing(
    _ bytes: [UInt8], _ direction: Direction, on sockets: [String]
  ) -> [Observation] {
    guard let event = (try? JSON(parsing: bytes))?.arrayValue, let name = event.first?.stringValue
    else { return [] }
    return sockets.map { socket in
      .event(
        connection: number(of: socket), direction: direction, namespace: "/", name: name,
        arguments: Array(event.dropFirst()), attachments: [], acknowledgement: nil)
    }
  }

  private mutating func number(of socket: String) -> Int {
    if let known = connections[socket] { return known }
    let number = connections.count + 1
    connections[socket] = number
    return number
  }

  private static func observation(of request: JournalRequest) -> Observation {
    .request(
      exchange: Int(truncatingIfNeeded: request.exchange), method: request.method.rawValue,
      target: request.target, headers: headers(of: request.body), body: request.body)
  }

  private static func observations(of response: JournalResponse) -> [Observation] {
    let exchange = Int(truncatingIfNeeded: response.exchange)
    return [
      .responseHead(
        exchange: exchange, status: response.status, headers: headers(of: response.body)),
      .responseBody(exchange: exchange, response.body), .responseEnd(exchange: exchange),
    ]
  }

  /// The journal keeps no header fields; of a body that is JSON it is known what it was called.
  private static func headers(of body: [UInt8]) -> HTTPHeaders {
    guard !body.isEmpty, (try? JSON(parsing: body)) != nil else { return HTTPHeaders() }
    return ["Content-Type": "application/json; charset=utf-8"]
  }
}
