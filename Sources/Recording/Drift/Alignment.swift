import ElizaModel
import JSON

/// Lays what a server says beside what was recorded, finding out what names stand for and how well the two fit.
///
/// What differs in shape is passed over; `ShapeComparison` tells of it.
struct Alignment {
  private let values: DriftValues
  /// What names turned out to stand for.
  private(set) var found: [String: String] = [:]
  /// How many ids are known to be others.
  private(set) var contradictions = 0
  /// How many ids are known to be the same.
  private(set) var agreements = 0
  /// How many plain values are others.
  private(set) var unequal = 0

  /// The longest list whose elements are looked for at other places.
  private static let searchLimit = 100

  init(_ values: DriftValues) { self.values = values }

  mutating func align(_ recorded: JSON, _ live: JSON) {
    switch (recorded, live) {
    case (.object(let recorded), .object(let live)):
      for member in recorded {
        if let other = live[member.key] { align(member.value, other) }
      }
    case (.array(let recorded), .array(let live)): align(recorded, live)
    case (.string(let text), .number(let number)):
      align(text, Array(text.utf8), with: number.text)
    case (.string(let text), .string(let live)): align(text, live)
    default: if recorded != live { unequal += 1 }
    }
  }

  /// Lays lists beside each other: what has the same ids belongs together, wherever it stands.
  private mutating func align(_ recorded: [JSON], _ live: [JSON]) {
    let isSearched = max(recorded.count, live.count) <= Alignment.searchLimit
    var free = Set(live.indices)
    for (place, element) in recorded.enumerated() {
      let order = isSearched ? [place] + live.indices.filter { $0 != place } : [place]
      var best: (place: Int, trial: Alignment)?
      for candidate in order where free.contains(candidate) {
        var trial = self
        trial.align(element, live[candidate])
        guard trial.contradictions == contradictions else { continue }
        if best.map({ trial.agreements > $0.trial.agreements }) ?? true {
          best = (candidate, trial)
        }
      }
      guard let best else { continue }
      self = best.trial
      free.remove(best.place)
    }
  }

  private mutating func align(_ recorded: String, _ live: String) {
    let bytes = Array(recorded.utf8)
    if let (token, end) = FixtureToken.read(bytes[...]), end == bytes.count {
      switch token {
      case .id(let name): take(name, live)
      case .time(let offset):
        if let moment = Timestamp(isoText: live) {
          take(ReplayValues.moment(offset), String(moment.milliseconds))
        }
      case .digits(let offset), .epoch(let offset):
        if Int64(live) != nil { take(ReplayValues.moment(offset), live) }
      case .secret: break
      }
      return
    }
    // Within a text a name is found only where everything around it is the same.
    var likeness = Likeness(known: { _ in nil }, mayBe: { _, _ in true })
    likeness.compare(recorded, live, at: "")
    guard likeness.difference == nil else { return unequal += 1 }
    for (name, value) in likeness.found { take(name, value) }
  }

  /// A number stands for a moment, or for an id that has become one.
  private mutating func align(_ recorded: String, _ bytes: [UInt8], with number: String) {
    guard let (token, end) = FixtureToken.read(bytes[...]), end == bytes.count else {
      return unequal += 1
    }
    switch token {
    case .id(let name): take(name, number)
    case .epoch(let offset), .digits(let offset):
      if Int64(number) != nil { take(ReplayValues.moment(offset), number) }
    case .time, .secret: break
    }
  }

  private mutating func take(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    if values.contradicts(name, value) || found[name].map({ $0 != value }) == true {
      if !name.hasPrefix("@") { contradictions += 1 }
    } else if values[name] != nil {
      agreements += 1
    } else {
      found[name] = value
    }
  }
}
