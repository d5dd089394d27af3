import Bytes
import ElizaModel
import JSON

extension Replay {
  /// What comes of looking for a recorded line.
  enum Found {
    case line(Int, visitor: Int)
    case miss(nearest: Int?, difference: String?)
  }

  /// Finds the recorded line that a client's doing repeats, and takes it as played.
  mutating func match(
    _ key: String, asked: String, on connection: String? = nil, visitor: Int, at now: Duration,
    _ compare: (FixtureLine.Content, inout Likeness) -> Void
  ) -> Found {
    let all = script.candidates[key] ?? []
    let limit = recordedTime(at: now)
    var fitting: [Fitting] = []
    var nearest: (index: Int, difference: String)?
    // What was not played yet comes first; of it no more is looked at than can be chosen.
    search: for isRepeat in [false, true] where !isRepeat || fitting.isEmpty {
      for index in all where played.contains(index) == isRepeat {
        let line = script.lines[index]
        if !isRepeat, line.isRead, line.time > limit, !fitting.isEmpty { break search }
        var likeness = likeness(for: visitor)
        compare(line.content, &likeness)
        if let difference = likeness.difference {
          if nearest == nil { nearest = (index, difference) }
          continue
        }
        let fit = Fitting(
          index: index, found: likeness.found, guesses: likeness.guesses,
          isOther: connection.map { $0 != line.content.connection } ?? false)
        fitting.append(fit)
        if !isRepeat, !line.isRead, fit.guesses == 0, !fit.isOther {
          fitting = [fit]
          break search
        }
      }
    }
    if let chosen = choose(fitting, at: now) {
      return .line(
        chosen.index, visitor: take(chosen.index, by: visitor, chosen.found, at: now))
    }
    return newcomer(all, at: now, compare)
      ?? .miss(
        nearest: nearest.map { script.lines[$0.index].number }, difference: nearest?.difference)
  }

  /// A line that fits what a client has sent.
  struct Fitting {
    let index: Int
    let found: [String: String]
    let guesses: Int
    let isOther: Bool
  }

  /// The line that fits with nothing known beforehand: another visitor does what the first one did.
  private mutating func newcomer(
    _ all: [Int], at now: Duration, _ compare: (FixtureLine.Content, inout Likeness) -> Void
  ) -> Found? {
    for index in all {
      var likeness = Likeness(known: { _ in nil }, mayBe: mayBe)
      compare(script.lines[index].content, &likeness)
      guard likeness.difference == nil, visitors.count < Replay.visitorLimit else { continue }
      visitors.append(ReplayValues(parent: nil))
      return .line(index, visitor: take(index, by: visitors.count - 1, likeness.found, at: now))
    }
    return nil
  }

  private func likeness(for visitor: Int) -> Likeness {
    Likeness(known: { value(of: $0, for: visitor) }, mayBe: mayBe)
  }

  /// Whether a live value may be bound to a name: what the server made up is known, or never was.
  private func mayBe(_ name: String, _ value: String) -> Bool {
    if let owner = owners[value] { return owner.name == name }
    return !script.serverNames.contains(name) || rounds[name] == nil
  }

  /// The first that was not played yet, best on the same connection; else the last that was.
  private func choose(_ fitting: [Fitting], at now: Duration) -> Fitting? {
    let open = fitting.filter { !played.contains($0.index) }
    let here = open.filter { !$0.isOther }
    let best = here.isEmpty ? open : here
    let least = best.map(\.guesses).min() ?? 0
    let candidates = best.filter { $0.guesses == least }
    guard let first = candidates.first else {
      return fitting.last { !$0.isOther } ?? fitting.last
    }
    guard script.lines[first.index].isRead else { return first }
    // Somebody who asks less often than the recorded client gets the answer of now, not one of long ago.
    let time = recordedTime(at: now)
    let latest = candidates.last { script.lines[$0.index].time <= time } ?? first
    return candidates.first {
      script.lines[$0.index].time == script.lines[latest.index].time
    } ?? latest
  }

  /// How far the recording has come: never past the next line that clients have to send first.
  private func recordedTime(at now: Duration) -> Duration {
    let next = script.writes.first { !played.contains($0) }
    let limit = next.map { script.lines[$0].time } ?? .seconds(1 << 40)
    guard let speed = options.speed else { return limit }
    let start = anchor ?? (origin ?? now, .zero)
    return min(start.recorded + (now - start.live) * speed, limit)
  }

  /// Takes a line as played by a visitor; gives the visitor whose values count for what comes of it.
  @discardableResult
  mutating func take(
    _ index: Int, by visitor: Int, _ found: [String: String], at now: Duration
  ) -> Int {
    var visitor = visitor
    let line = script.lines[index]
    if !played.insert(index).inserted, let coined = script.coined[index] {
      // Done once more: what the server makes up is new, and somebody who began anew is another visitor.
      if case .request = line.content, !line.isRead, visitors.count < Replay.visitorLimit {
        visitors.append(ReplayValues(parent: visitor))
        visitor = visitors.count - 1
      }
      for name in coined
      where visitors[visitor][name] != nil || value(of: name, for: visitor) != nil {
        bind(name, fresh(name, index, at: now), visitor)
      }
    }
    for (name, value) in found where visitors[visitor][name] == nil {
      bind(name, value, visitor)
    }
    if origin == nil { origin = now - options.scaled(line.time) }
    if !line.isRead { anchor = (now, line.time) }
    return visitor
  }

  private mutating func fresh(_ name: String, _ index: Int, at now: Duration) -> String {
    guard name.hasPrefix("@") else { return mint(name) }
    return String(moment(Int64(name.dropFirst()) ?? 0, at: now, script.lines[index].time))
  }

  mutating func bind(_ name: String, _ value: String, _ visitor: Int) {
    visitors[visitor][name] = value
    guard !name.hasPrefix("@") else { return }
    owners[value] = (name, visitor)
    if owners.count > Replay.ownerLimit { forgetOldValues() }
  }

  /// Keeps of the values that ids have had only those they have now.
  private mutating func forgetOldValues() {
    owners = [:]
    for (visitor, values) in visitors.enumerated() {
      for (name, value) in values.live where !name.hasPrefix("@") {
        owners[value] = (name, visitor)
      }
    }
  }

  /// What a name stands for, for a visitor.
  func value(of name: String, for visitor: Int) -> String? {
    var place: Int? = visitor
    while let index = place {
      if let value = visitors[index][name] { return value }
      place = visitors[index].parent
    }
    return nil
  }

  mutating func mint(_ name: String) -> String {
    let round = (rounds[name] ?? 0) + 1
    rounds[name] = round
    return ReplayValues.minted(name, round: round, seed: options.seed)
  }

  /// A recorded moment in live time, when it comes up first while a line of time `line` is played at `now`.
  func moment(_ offset: Int64, at now: Duration, _ line: Duration) -> Int64 {
    let start = options.start.advanced(by: now).milliseconds
    return start &+ offset &- LineTime.microseconds(line) / 1000
  }

  /// The latest visitor whose ids a client mentions.
  func visitor(mentionedIn values: [JSON], or other: Int) -> Int {
    var best: Int?
    for value in values {
      LiveMentions.visit(value) { word in
        if let owner = owners[word], script.serverNames.contains(owner.name) {
          best = max(best ?? 0, owner.visitor)
        }
      }
    }
    return best ?? other
  }
}
