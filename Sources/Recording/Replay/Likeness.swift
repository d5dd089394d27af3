import Bytes
import ElizaModel
import JSON

/// Compares what was recorded with what a live client sends, finding out what the names stand for.
struct Likeness {
  /// What a name is known to stand for; nil when that is open.
  let known: (String) -> String?
  /// Whether a value may be what an open name stands for.
  let mayBe: (_ name: String, _ value: String) -> Bool

  /// What names turned out to stand for.
  private(set) var found: [String: String] = [:]
  /// Whether all differences are counted; else nothing is compared once there is one.
  let isThorough: Bool
  /// Where a difference does not count.
  let ignored: IgnoredFields
  /// The first difference.
  private(set) var difference: String?
  /// The differences found, each of one field.
  private(set) var differenceCount = 0
  /// How often anything at all was taken for a secret.
  private(set) var guesses = 0

  init(
    isThorough: Bool = false, ignoring ignored: IgnoredFields = IgnoredFields(),
    known: @escaping (String) -> String?,
    mayBe: @escaping (_ name: String, _ value: String) -> Bool
  ) {
    self.isThorough = isThorough
    self.ignored = ignored
    self.known = known
    self.mayBe = mayBe
  }

  /// Whether nothing that is still to be compared matters.
  private var isDone: Bool { difference != nil && !isThorough }

  mutating func compare(_ recorded: JSON, _ live: JSON, at path: String) {
    guard !isDone else { return }
    switch (recorded, live) {
    case (.object(let recorded), .object(let live)):
      for member in recorded {
        guard let other = live[text(named: member.key)] else {
          differ("\(path).\(member.key)", "recorded \(shown(member.value)), got nothing")
          continue
        }
        compare(member.value, other, at: "\(path).\(member.key)")
      }
      // All that is recorded is there, or already told of.
      guard isThorough || recorded.count < live.count else { return }
      let names = Set(recorded.map { text(named: $0.key) })
      for extra in live where !names.contains(extra.key) {
        differ("\(path).\(extra.key)", "recorded nothing, got \(shown(extra.value))")
      }
    case (.array(let recorded), .array(let live)):
      guard recorded.count == live.count else {
        return differ(path, "recorded \(recorded.count) elements, got \(live.count)")
      }
      for (index, pair) in zip(recorded, live).enumerated() {
        compare(pair.0, pair.1, at: "\(path)[\(index)]")
      }
    case (.string(let text), .number(let number)):
      let bytes = Array(text.utf8)
      if let (token, end) = FixtureToken.read(bytes[...]), end == bytes.count {
        switch token {
        case .epoch(let offset): return bind(ReplayValues.moment(offset), number.text, path)
        case .secret: return guesses += 1
        default: break
        }
      }
      differ(path, "recorded \(shown(recorded)), got \(shown(live))")
    case (.string(let recorded), .string(let live)): compare(recorded, live, at: path)
    default:
      if recorded != live { differ(path, "recorded \(shown(recorded)), got \(shown(live))") }
    }
  }

  mutating func compare(_ recorded: String, _ live: String, at path: String) {
    guard !isDone else { return }
    let pattern = Array(recorded.utf8)
    guard pattern.contains(ASCII.leftBrace) else {
      if recorded != live {
        differ(path, "recorded \(shown(.string(recorded))), got \(shown(.string(live)))")
      }
      return
    }
    let text = Array(live.utf8)
    var index = 0
    var place = 0
    while index < pattern.count {
      if pattern[index] == ASCII.leftBrace, let (token, end) = FixtureToken.read(pattern[index...])
      {
        let isWhole = index == 0 && end == pattern.count
        guard let stop = take(token, text, place, isWhole, next: pattern[end...], path) else {
          break
        }
        index = end
        place = stop
        continue
      }
      guard place < text.count, text[place] == pattern[index] else { break }
      index += FixtureToken.escaped(pattern[index...]) == nil ? 1 : 2
      place += 1
    }
    guard index < pattern.count || place < text.count else { return }
    differ(path, "recorded \(shown(.string(recorded))), got \(shown(.string(live)))")
  }

  /// Takes what a name may stand for off a text; gives the place behind it, nil when nothing fits.
  private mutating func take(
    _ token: FixtureToken, _ text: [UInt8], _ place: Int, _ isWhole: Bool,
    next: ArraySlice<UInt8>, _ path: String
  ) -> Int? {
    switch token {
    case .secret:
      guesses += 1
      guard let mark = next.first, mark != ASCII.leftBrace else { return text.count }
      return text[place...].firstIndex(of: mark) ?? text.count
    case .time(let offset):
      guard place + 24 <= text.count else { return nil }
      let value = String(decoding: text[place..<place + 24], as: UTF8.self)
      guard let moment = Timestamp(isoText: value) else { return nil }
      bind(ReplayValues.moment(offset), String(moment.milliseconds), path)
      return place + 24
    case .epoch(let offset), .digits(let offset):
      let end = text[place...].firstIndex { !ASCII.isDigit($0) } ?? text.count
      guard end - place == 13 else { return nil }
      bind(
        ReplayValues.moment(offset), String(decoding: text[place..<end], as: UTF8.self), path)
      return end
    case .id(let name):
      let end = isWhole ? text.count : endOfID(text, place)
      guard end > place else { return nil }
      let value = String(decoding: text[place..<end], as: UTF8.self)
      let isText = name.hasPrefix("{message:") || name.hasPrefix("{socket:")
      guard isText || Identifier.isUUID(value) else { return nil }
      bind(name, value, path)
      return end
    }
  }

  private func endOfID(_ text: [UInt8], _ place: Int) -> Int {
    if place + 36 <= text.count,
      Identifier.isUUID(String(decoding: text[place..<place + 36], as: UTF8.self))
    {
      return place + 36
    }
    return text[place...].firstIndex { !$0.isWord } ?? text.count
  }

  private mutating func bind(_ name: String, _ value: String, _ path: String) {
    let isMoment = name.hasPrefix("@")
    if let bound = found[name] ?? known(name) {
      // Clocks of clients run on while they wait, so that a moment need not come again.
      if bound != value, !isMoment {
        differ(path, "expected '\(bound)' for \(name), got '\(value)'")
      }
    } else if isMoment || mayBe(name, value) {
      found[name] = value
    } else {
      differ(path, "'\(value)' is not known as \(name)")
    }
  }

  private func text(named key: String) -> String {
    guard key.utf8.contains(ASCII.leftBrace) else { return key }
    return LiveText(
      id: { known($0) ?? $0 }, moment: { known(ReplayValues.moment($0)).flatMap { Int64($0) } ?? 0 }
    )
    .text(key)
  }

  mutating func differ(_ path: String, _ what: String) {
    guard !ignored.contains(path) else { return }
    if difference == nil { difference = "\(path): \(what)" }
    differenceCount += 1
  }

  private func shown(_ json: JSON) -> String {
    let text = json.text
    return text.utf8.count <= 80 ? text : String(text.prefix(77)) + "…"
  }
}
