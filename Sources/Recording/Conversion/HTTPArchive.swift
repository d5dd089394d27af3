import Bytes
import ElizaModel
import HTTP1
import JSON

/// A HAR 1.2 archive, as browsers and Playwright write it, its sockets included.
///
/// A socket is put together again from the requests of long-polling and the WebSocket messages
/// (`_webSocketMessages`) that its id ties together, a stream of events from the times of its events
/// (`_eventSourceMessages`).
package struct HTTPArchive {
  /// The member of `log` in which our own archives keep what has no place in others.
  static let recordingKey = "_recording"

  /// The head of the fixture it becomes.
  package let head: FixtureHead
  /// The highest number of a secret that was taken out before the archive was made; nil where none can have been.
  package let secretCount: Int?
  /// What happened, in order, with the time since the first request.
  package private(set) var observations: [(time: Duration, Observation)] = []
  /// When the recording ended, where that is told.
  package let end: Duration

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
    let moments = entries.map { ArchivedMoment.microseconds($0["startedDateTime"]) }
    if let place = moments.firstIndex(where: { $0 == nil }) {
      throw FixtureError(
        line: 1,
        "every entry needs 'startedDateTime', a moment, and log.entries[\(place)] has none")
    }
    let first = ArchivedMoment.start(of: moments.compactMap { $0 })
    let log = json["log"] ?? .null
    head = HTTPArchive.head(of: log, Timestamp(milliseconds: first / 1000))
    let recording = log[HTTPArchive.recordingKey]
    secretCount = recording == nil ? nil : FixtureToken.highestSecret(in: bytes)
    end = recording?["end"]?.doubleValue.flatMap(LineTime.duration) ?? .zero
    var reading = ArchiveReading(start: head.recordedAt, isOurs: recording != nil)
    for note in recording?["notes"]?.arrayValue ?? [] { reading.read(note: note) }
    reading.read(entries, moments.map { $0 ?? first })
    observations = reading.ordered
  }

  private static func head(of log: JSON, _ first: Timestamp) -> FixtureHead {
    guard let recording = log[recordingKey] else {
      let creator = log.at("creator.name")?.stringValue
      return FixtureHead(recordedAt: first, source: creator.map { "archive of \($0)" })
    }
    return FixtureHead(
      recordedAt: recording["recordedAt"]?.stringValue.flatMap { Timestamp(isoText: $0) } ?? first,
      source: recording["source"]?.stringValue, profile: recording["profile"]?.stringValue,
      title: recording["title"]?.stringValue,
      redaction: recording["redaction"]?.stringValue ?? "default")
  }

  /// When a message came: `time`, since 1970; nil when that is not told.
  ///
  /// Chrome counts seconds, Playwright milliseconds.
  static func time(_ message: JSON, _ start: Timestamp) -> Duration? {
    guard let time = message["time"]?.doubleValue else { return nil }
    let milliseconds = time < 100_000_000_000 ? time * 1000 : time
    return LineTime.duration(milliseconds: milliseconds - Double(start.milliseconds))
  }
}
