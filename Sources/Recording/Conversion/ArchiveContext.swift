import Bytes
import ElizaModel
import HTTP1
import JSON

/// What all parts of an archive of a fixture have in common: made-up ids, and moments in place of offsets.
struct ArchiveContext {
  /// Where the archived requests went.
  static let origin = "localhost:3000"

  let start: Timestamp
  let live: LiveText

  init(_ head: FixtureHead) {
    let start = head.recordedAt
    self.start = start
    live = LiveText(
      id: { ReplayValues.minted($0, round: 1, seed: 0) },
      moment: { start.milliseconds &+ $0 }, keepsSecretMarks: true)
  }

  /// The moment of a line as an entry has it, to the microsecond.
  func moment(_ time: Duration) -> JSON {
    let text = start.advanced(by: time).isoText
    let rest = LineTime.microseconds(time) % 1000
    guard rest > 0 else { return .string(text) }
    return .string("\(text.dropLast())\(String(1000 + rest).dropFirst())Z")
  }

  /// The moment of a line as messages have it: in seconds since 1970.
  func seconds(_ time: Duration) -> JSON {
    JSON((Double(start.milliseconds) * 1000 + Double(LineTime.microseconds(time))) / 1_000_000)
  }

  /// Milliseconds.
  func span(_ time: Duration) -> JSON { JSON(LineTime.milliseconds(time)) }

  func headers(_ fields: [HTTPHeaders.Field]) -> JSON {
    .array(fields.map { ["name": .string($0.name), "value": .string(live.text($0.value))] })
  }
}

/// Reads the moments of an archive back.
enum ArchivedMoment {
  /// The microseconds since 1970 that the text of an entry tells; nil when it is no moment.
  static func microseconds(_ json: JSON?) -> Int64? {
    guard let json, let moment = Timestamp(json: json), moment.isRepresentable else { return nil }
    return moment.milliseconds * 1000 + fraction(json.stringValue ?? "")
  }

  /// The first moment of the century with most of some moments, or with their first one: absurd dates do not count.
  static func start(of moments: [Int64]) -> Int64 {
    let sorted = moments.sorted()
    var best = (count: 0, hasFirst: 0, start: Int64(0))
    var end = 0
    for (place, start) in sorted.enumerated() {
      while end < sorted.count, offset(of: sorted[end], from: start) != nil { end += 1 }
      let hasFirst = start <= moments[0] && moments[0] <= sorted[end - 1] ? 1 : 0
      if (end - place, hasFirst) > (best.count, best.hasFirst) {
        best = (end - place, hasFirst, start)
      }
    }
    return best.start
  }

  /// How long after a start a moment is, none before it; nil when a century or more lies between them.
  static func offset(of moment: Int64, from start: Int64) -> Duration? {
    let (offset, overflow) = moment.subtractingReportingOverflow(start)
    guard !overflow, LineTime.duration(milliseconds: Double(offset.magnitude) / 1000) != nil else {
      return nil
    }
    return .microseconds(max(offset, 0))
  }

  /// What stands behind the third digit of a fraction, in microseconds.
  private static func fraction(_ text: String) -> Int64 {
    guard let point = text.utf8.firstIndex(of: ASCII.period) else { return 0 }
    let digits = text.utf8[point...].dropFirst().prefix(6).prefix { ASCII.isDigit($0) }.dropFirst(3)
    let value = digits.reduce(0) { $0 * 10 + Int64($1 - ASCII.zero) }
    return [1: value * 100, 2: value * 10, 3: value][digits.count] ?? 0
  }
}
