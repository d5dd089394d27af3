import Bytes
import ElizaModel
import HTTP1
import JSON

/// A HAR 1.2 archive, as browsers and Playwright write it, its WebSocket frames (`_webSocketMessages`) included.
package struct HTTPArchive {
  /// The head of the fixture it becomes.
  package let head: FixtureHead
  /// What happened, in order, with the time since the first request.
  package private(set) var observations: [(time: Duration, Observation)] = []

  /// Whether a file looks like an archive.
  package static func isLikely(_ bytes: [UInt8]) -> Bool {
    let start = bytes.prefix(200).filter { $0 > ASCII.space }
    return start.starts(with: Array(#"{"log":"#.utf8))
  }

  /// Reads an archive.
  ///
  /// - Throws: What is missing from it.
  package init(parsing bytes: [UInt8]) throws(FixtureError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes, limits: JSONLimits(maximumBytes: 512 << 20))
    } catch {
      throw FixtureError(line: 1, "no JSON: \(error.message(in: bytes.span))")
    }
    guard let entries = json.at("log.entries")?.arrayValue, !entries.isEmpty else {
      throw FixtureError(line: 1, "'log.entries' must be a list with at least one entry")
    }
    let moments = entries.map { entry in
      entry["startedDateTime"].flatMap { Timestamp(json: $0) }
    }
    guard let start = moments.compactMap({ $0 }).min(), !moments.contains(nil) else {
      throw FixtureError(line: 1, "every entry needs 'startedDateTime', a moment")
    }
    let creator = json.at("log.creator.name")?.stringValue
    head = FixtureHead(recordedAt: start, source: creator.map { "archive of \($0)" })
    var found: [(order: Duration, Observation)] = []
    for (index, entry) in entries.enumerated() {
      let begin = Duration.milliseconds(start.milliseconds(to: moments[index] ?? start))
      HTTPArchive.read(entry, index, begin, start, into: &found)
    }
    observations = found.enumerated()
      .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
      .map { (time: $0.element.order, $0.element.1) }
  }

  private static func read(
    _ entry: JSON, _ number: Int, _ begin: Duration, _ start: Timestamp,
    into found: inout [(order: Duration, Observation)]
  ) {
    let target = target(of: entry.at("request.url")?.stringValue ?? "/")
    if let frames = entry["_webSocketMessages"]?.arrayValue {
      var socket = ArchivedSocket(connection: number, begin: begin)
      for frame in frames { socket.read(frame, start: start, into: &found) }
      socket.end(into: &found)
      return
    }
    // Polling cannot be put together again from an archive: browsers cut its packets apart.
    guard !target.hasPrefix("/socket.io/") else { return }
    let request = entry["request"] ?? .null
    let response = entry["response"] ?? .null
    let status = response["status"]?.intValue.flatMap { Int(exactly: $0) } ?? 0
    guard 100...599 ~= status else { return }
    let text = request.at("postData.text")?.stringValue ?? ""
    found.append(
      (
        begin,
        .request(
          exchange: number, method: request["method"]?.stringValue ?? "GET", target: target,
          headers: headers(request), body: Array(text.utf8))
      ))
    let span = entry["time"]?.doubleValue.flatMap(LineTime.duration) ?? .zero
    let end = begin + span
    found.append(
      (end, .responseHead(exchange: number, status: status, headers: headers(response))))
    found.append((end, .responseBody(exchange: number, body(response["content"] ?? .null))))
    found.append((end, .responseEnd(exchange: number)))
  }

  private static func body(_ content: JSON) -> [UInt8] {
    let text = content["text"]?.stringValue ?? ""
    guard content["encoding"]?.stringValue == "base64" else { return Array(text.utf8) }
    return Base64.decode(text) ?? []
  }

  private static func headers(_ message: JSON) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for field in message["headers"]?.arrayValue ?? [] {
      headers.add(field["name"]?.stringValue ?? "", field["value"]?.stringValue ?? "")
    }
    return headers
  }

  /// Path and query of an address.
  private static func target(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let path = rest.firstIndex { $0 == "/" || $0 == "?" }.map { rest[$0...] } ?? "/"
    let plain = path.prefix { $0 != "#" }
    return plain.hasPrefix("/") ? String(plain) : "/" + plain
  }
}
