import Bytes
import ElizaModel
import HTTP1
import JSON

/// Goes through the entries of an archive.
struct ArchiveReading {
  private let start: Timestamp
  private let isOurs: Bool
  private var found: [(order: Duration, Observation)] = []
  private var notes: [(order: Duration, Observation)] = []
  private var connections: [ArchivedConnection] = []
  private var places: [String: Int] = [:]
  /// The ids of connections that more than one entry tells of.
  private var known: Set<String> = []

  init(start: Timestamp, isOurs: Bool) {
    self.start = start
    self.isOurs = isOurs
  }

  /// What happened, in order; of what happened at once, in the order of the archive.
  var ordered: [(time: Duration, Observation)] {
    var connections = connections
    var all = found
    for index in connections.indices {
      all += connections[index].observations(isWhole: isOurs)
    }
    let sorted = all.enumerated()
      .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
      .map { (time: $0.element.order, $0.element.1) }
    return ArchiveReading.merged(sorted, notes)
  }

  /// Remarks come after what the server said at their time, and before what clients did.
  private static func merged(
    _ observations: [(time: Duration, Observation)], _ notes: [(order: Duration, Observation)]
  ) -> [(time: Duration, Observation)] {
    var merged: [(time: Duration, Observation)] = []
    var rest = notes[...]
    for (time, observation) in observations {
      while let note = rest.first,
        note.order < time || note.order == time && observation.isClients
      {
        merged.append((note.order, note.1))
        rest.removeFirst()
      }
      merged.append((time, observation))
    }
    return merged + rest.map { (time: $0.order, $0.1) }
  }

  /// Takes a remark of our own archives.
  mutating func read(note: JSON) {
    guard let time = note["time"]?.doubleValue.flatMap(LineTime.duration) else { return }
    notes.append((time, .note(note["text"]?.stringValue ?? "")))
  }

  /// Takes all entries, with the microseconds since 1970 at which they began.
  mutating func read(_ entries: [JSON], _ moments: [Int64]) {
    known = Set(
      entries.compactMap { entry in
        let status = entry.at("response.status")?.intValue
        return status == 200 || entry["_webSocketMessages"] != nil
          ? ArchiveReading.query(of: ArchiveReading.target(of: entry))["sid"] : nil
      })
    var remarks: [(order: Duration, Observation)] = []
    let start = start.milliseconds.multipliedReportingOverflow(by: 1000).partialValue
    for (number, entry) in entries.enumerated() {
      guard let begin = ArchivedMoment.offset(of: moments[number], from: start) else {
        let place = "log.entries[\(number)]"
        let why = "its startedDateTime is a century or more away from the others"
        remarks.append((.zero, .note("\(place) is left out: \(why)")))
        continue
      }
      if !readSocket(entry, at: begin) { readExchange(entry, number, at: begin) }
    }
    notes.insert(contentsOf: remarks, at: 0)
  }
}

extension Observation {
  /// Whether a client did it.
  fileprivate var isClients: Bool {
    switch self {
    case .request, .requestOmitted, .opening, .upgraded: true
    case .event(_, let direction, _, _, _, _, _), .acknowledgement(_, let direction, _, _, _, _),
      .closed(_, _, let direction, _):
      direction == .toServer
    case .responseHead, .responseBody, .responseEnd, .responseCut, .responseOmitted, .accepted,
      .refused, .note:
      false
    }
  }
}

extension ArchiveReading {
  /// Takes an entry that belongs to a socket; answers whether it does.
  private mutating func readSocket(_ entry: JSON, at begin: Duration) -> Bool {
    let query = ArchiveReading.query(of: ArchiveReading.target(of: entry))
    if let messages = entry["_webSocketMessages"]?.arrayValue {
      // Development servers have sockets of their own.
      guard query["EIO"] != nil else { return true }
      let place = place(of: query["sid"], "websocket", at: begin, entry)
      for message in messages { connections[place].add(message: message, start: start) }
      return true
    }
    guard query["EIO"] != nil, query["transport"] == "polling",
      entry.at("response.status")?.intValue == 200
    else { return false }
    let answer = String(decoding: ArchiveReading.body(entry.at("response.content")), as: UTF8.self)
    guard let sid = query["sid"] ?? ArchiveReading.greeted(answer), known.contains(sid) else {
      return false
    }
    let place = place(of: sid, "polling", at: begin, entry)
    if entry.at("request.method")?.stringValue == "POST" {
      let text = String(decoding: ArchiveReading.body(entry.at("request.postData")), as: UTF8.self)
      connections[place].add(polled: text, .toServer, at: begin)
    } else {
      connections[place].add(polled: answer, .toClient, at: ArchiveReading.end(of: entry, begin))
    }
    return true
  }

  /// The place of a connection, which is made when it comes up first.
  private mutating func place(
    of sid: String?, _ transport: String, at begin: Duration, _ entry: JSON
  ) -> Int {
    if let sid, let place = places[sid] { return place }
    let place = connections.count
    var connection = ArchivedConnection(connection: place, begin: begin, transport: transport)
    if let closing = entry[ArchivedConnection.closingKey] {
      connection.add(closing: closing, start: start)
    }
    connections.append(connection)
    if let sid { places[sid] = place }
    return place
  }

  /// The id that a server has given a connection: `0{"sid":…}`.
  private static func greeted(_ text: String) -> String? {
    guard text.hasPrefix("0{") else { return nil }
    let packet = text.utf8.dropFirst().prefix { $0 != ASCII.recordSeparator }
    return (try? JSON(parsing: Array(packet)))?["sid"]?.stringValue
  }
}

extension ArchiveReading {
  private mutating func readExchange(_ entry: JSON, _ number: Int, at begin: Duration) {
    let request = entry["request"] ?? .null
    let response = entry["response"] ?? .null
    let status = response["status"]?.intValue.flatMap { Int(exactly: $0) } ?? 0
    let isAnswered = RecordedResponse.isPossible(status)
    // A browser has refused to send it, or nobody has answered.
    guard isAnswered || isOurs else { return }
    if let size = ArchiveReading.omittedSize(request) {
      found.append((begin, .requestOmitted(exchange: number, size)))
    }
    found.append(
      (
        begin,
        .request(
          exchange: number, method: request["method"]?.stringValue ?? "GET",
          target: ArchiveReading.target(of: entry), headers: ArchiveReading.headers(request),
          body: ArchiveReading.body(request["postData"]))
      ))
    guard isAnswered else { return }
    let end = ArchiveReading.end(of: entry, begin)
    let receiving = entry.at("timings.receive")?.doubleValue.flatMap(LineTime.duration) ?? .zero
    found.append(
      (
        max(begin, end - receiving),
        .responseHead(
          exchange: number, status: status, headers: ArchiveReading.headers(response))
      ))
    readBody(entry, number, until: end)
    // An answer that was cut off has no end.
    found.append((end, .responseEnd(exchange: number)))
  }

  private mutating func readBody(_ entry: JSON, _ number: Int, until end: Duration) {
    let content = entry.at("response.content") ?? .null
    if content["text"] == nil, let size = content["size"]?.intValue, size > 0 {
      found.append((end, .responseOmitted(exchange: number, Int(clamping: size))))
      return
    }
    let bytes = ArchiveReading.body(content)
    let messages = entry["_eventSourceMessages"]?.arrayValue ?? []
    for (time, piece) in pieces(of: bytes, messages, until: end) {
      found.append((time, .responseBody(exchange: number, piece)))
    }
  }

  /// A body in the pieces in which it came, as far as the times of its events tell.
  private func pieces(
    of bytes: [UInt8], _ messages: [JSON], until end: Duration
  ) -> [(time: Duration, bytes: [UInt8])] {
    guard !messages.isEmpty else { return [(end, bytes)] }
    let events = EventStreamPieces.events(in: bytes)
    let times = messages.compactMap { HTTPArchive.time($0, start) }
    guard !times.isEmpty, times.count == events.count(where: { $0.data != nil }) else {
      return [(end, bytes)]
    }
    var pieces: [(time: Duration, bytes: [UInt8])] = []
    var count = 0
    for event in events {
      if event.data != nil { count += 1 }
      let time = min(times[max(count - 1, 0)], end)
      if pieces.last?.time == time {
        pieces[pieces.count - 1].bytes += event.bytes
      } else {
        pieces.append((time, Array(event.bytes)))
      }
    }
    return pieces
  }

  /// When an entry was complete.
  private static func end(of entry: JSON, _ begin: Duration) -> Duration {
    min(begin + (entry["time"]?.doubleValue.flatMap(LineTime.duration) ?? .zero), LineTime.longest)
  }

  /// How long the body of a request is that is not there and that no recorder would have kept; nil when it is none.
  private static func omittedSize(_ request: JSON) -> Int? {
    guard request["postData"] == nil, let size = request["bodySize"]?.intValue,
      size > RecordedBody.longest
    else { return nil }
    return Int(clamping: size)
  }

  private static func body(_ content: JSON?) -> [UInt8] {
    let text = content?["text"]?.stringValue ?? ""
    guard content?["encoding"]?.stringValue == "base64" else { return Array(text.utf8) }
    return Base64.decode(text) ?? []
  }

  private static func headers(_ message: JSON) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for field in message["headers"]?.arrayValue ?? [] {
      headers.add(field["name"]?.stringValue ?? "", field["value"]?.stringValue ?? "")
    }
    return headers
  }

  /// The items of a target's query, each by its name, as they are written.
  private static func query(of target: String) -> [String: String] {
    let items = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return Dictionary(
      items.split(separator: "&").map { item in
        let name = item.prefix { $0 != "=" }
        return (String(name), String(item.dropFirst(name.count + 1)))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Path and query of an entry's address.
  private static func target(of entry: JSON) -> String {
    let url = entry.at("request.url")?.stringValue ?? "/"
    guard let scheme = url.firstRange(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let path = rest.firstIndex { $0 == "/" || $0 == "?" }.map { rest[$0...] } ?? "/"
    let plain = path.prefix { $0 != "#" }
    return plain.hasPrefix("/") ? String(plain) : "/" + plain
  }
}
