import Bytes
import ElizaModel
import JSON

extension Replay {
  /// How many more lines are looked at for one that fits better than one that was found.
  static let choiceLimit = 64
  /// How many lines are compared that mention other ids of the server than the client does, as few do that fit.
  static let compareLimit = 2_000

  /// Finds the recorded line that a client's move repeats, and takes it as played; nil when there is none.
  mutating func match(
    _ move: ClientMove, on connection: String? = nil, visitor: Int, opener: Int? = nil,
    at now: Duration
  ) -> (line: Int, visitor: Int)? {
    guard options.ignored.isEmpty else {
      return matchLoosely(move, on: connection, visitor, opener: opener, at: now)
    }
    let candidates = script.candidates(for: move)
    guard !candidates.isEmpty else { return nil }
    if let found = choose(move, candidates, on: connection, visitor, at: now) {
      return (
        found.index, take(found.index, by: visitor, found.found, opener: opener, at: now)
      )
    }
    return newcomer(move, candidates, at: now)
  }

  /// Finds the recorded `GET` whose answer tells what that to a `HEAD` has to; it is not played by that.
  mutating func glance(
    at move: ClientMove, _ visitor: Int, at now: Duration
  ) -> (line: Int, visitor: Int)? {
    guard case .request(var request) = move.deed, request.method == "HEAD" else { return nil }
    request.method = "GET"
    let move = ClientMove(request)
    let candidates = script.candidates(for: move)
    guard let found = choose(move, candidates, on: nil, visitor, at: now) else { return nil }
    bind(found.found, visitor)
    return (found.index, visitor)
  }

  private mutating func bind(_ found: [String: String], _ visitor: Int) {
    for (name, value) in found where visitors[visitor][name] == nil { bind(name, value, visitor) }
  }

  /// A line that fits what a client has sent.
  struct Fitting {
    let index: Int
    let found: [String: String]
    let guesses: Int
  }

  /// The first that was not played yet, best on the same connection; else the last that was.
  private mutating func choose(
    _ move: ClientMove, _ candidates: [Range<Int>], on connection: String?, _ visitor: Int,
    at now: Duration
  ) -> Fitting? {
    let sum = nameSum(of: move)
    if move.isRead {
      return chooseAnswer(to: move, candidates, visitor, sum, at: now)
    }
    let here = connection.flatMap { script.lines.index.connections.place(of: $0) }
    for isPlayed in [false, true] {
      // Lines of the connection itself come before those of others.
      for isHere in here == nil ? [true] : [true, false] {
        for isNamed in [true, false] {
          var walk = CandidateWalk(candidates, isBackward: isPlayed)
          let fitting = best(move, visitor) { replay in
            replay.next(&walk, isPlayed: isPlayed) { line, index in
              (here == nil || (index.entries[line].connection == here) == isHere)
                && (index.nameSums[line] == sum) == isNamed
            }
          }
          if let fitting { return fitting }
        }
      }
    }
    return nil
  }

  /// The sum over the ids that a move mentions and the server made up, as the index has it of recorded lines.
  private func nameSum(of move: ClientMove) -> UInt32 {
    var sum: UInt32 = 0
    for value in move.values {
      LiveMentions.visit(value) { word in
        guard let owner = owners[word], let name = CompactName(owner.name),
          script.lines.index.serverNames.contains(name)
        else { return }
        sum &+= name.fingerprint
      }
    }
    return sum
  }

  /// The first of some lines that fits with the fewest secrets taken for anything.
  mutating func best(
    _ move: ClientMove, _ visitor: Int, _ next: (inout Replay) -> Int?
  ) -> Fitting? {
    var best: Fitting?
    var rest = Replay.compareLimit
    while rest > 0, let line = next(&self) {
      rest = min(rest - 1, best == nil ? .max : Replay.choiceLimit)
      guard let fitting = fit(line, move, visitor) else { continue }
      if fitting.guesses == 0 { return fitting }
      if fitting.guesses < best?.guesses ?? .max { best = fitting }
    }
    return best
  }

  func fit(_ line: Int, _ move: ClientMove, _ visitor: Int?) -> Fitting? {
    guard let content = script.content(line) else { return nil }
    var likeness = likeness(for: visitor)
    move.compare(content, &likeness)
    guard likeness.difference == nil else { return nil }
    return Fitting(index: line, found: likeness.found, guesses: likeness.guesses)
  }

  /// The line that fits with nothing known beforehand: another visitor does what the first one did.
  private mutating func newcomer(
    _ move: ClientMove, _ candidates: [Range<Int>], at now: Duration
  ) -> (line: Int, visitor: Int)? {
    guard visitors.count < Replay.visitorLimit else { return nil }
    var walk = CandidateWalk(candidates, isBackward: false)
    var rest = Replay.compareLimit
    while rest > 0, let line = walk.next(script) {
      rest -= 1
      guard let fitting = fit(line, move, nil) else { continue }
      visitors.append(ReplayValues(parent: nil))
      return (line, take(line, by: visitors.count - 1, fitting.found, at: now, isNew: true))
    }
    return nil
  }

  /// A comparison with what a visitor's ids are known to stand for; with nothing known of nobody's.
  func likeness(for visitor: Int?, isThorough: Bool = false) -> Likeness {
    Likeness(
      isThorough: isThorough, ignoring: options.ignored,
      known: { name in visitor.flatMap { value(of: name, for: $0) } }, mayBe: mayBe)
  }

  /// Whether a live value may be bound to a name: what the server made up is known, or never was.
  func mayBe(_ name: String, _ value: String) -> Bool {
    if let owner = owners[value] { return owner.name == name }
    return rounds[name] == nil || !script.isServers(name)
  }

  /// How far the recording has come: never past the next line that clients have to send first.
  mutating func recordedTime(at now: Duration) -> Duration {
    while writeCount < script.writes.count, played.contains(Int(script.writes[writeCount])) {
      writeCount += 1
    }
    let limit =
      writeCount < script.writes.count
      ? script.time(Int(script.writes[writeCount])) : .seconds(1 << 40)
    guard let speed = options.speed else { return limit }
    let start = anchor ?? (origin ?? now, .zero)
    return min(start.recorded + (now - start.live) * speed, limit)
  }

  /// Takes a line as played by a visitor, where one connects by the connection `opener`; gives the visitor whose values
  /// count for what comes of it.
  @discardableResult
  mutating func take(
    _ index: Int, by visitor: Int, _ found: [String: String], opener: Int? = nil,
    at now: Duration, isNew: Bool = false
  ) -> Int {
    var visitor = visitor
    let line = script.entry(index)
    let time = script.time(index)
    // A page that asks twice for the same, as React does in development, finds the same.
    let isRepeated = !played.insert(index) && !line.isRead
    // Done once more: what the server makes up is new, and somebody who began anew is another visitor.
    if isRepeated, !isNew, isAnother(opener, than: visitor, at: index) {
      visitors.append(ReplayValues(parent: visitor))
      visitor = visitors.count - 1
    }
    // Who comes from another has ids of his own even while the other's are still to come.
    let isHeir = visitors[visitor].parent != nil && !line.isRead
    for name in isRepeated || isHeir ? script.coined(by: index) : []
    where value(of: name, for: visitor) == nil ? isHeir && !name.hasPrefix("@") : isRepeated {
      bind(name, fresh(name, index, at: now), visitor)
    }
    bind(found, visitor)
    if origin == nil { origin = now - options.scaled(time) }
    if !line.isRead {
      anchor = (now, time)
      progress = max(progress, index)
    }
    standing = index
    if let place = script.place(ofCandidate: index) { openPlaces.close(place) }
    return visitor
  }

  /// Whether who does once more what a visitor did is another: who asks anew, and who connects beside one of the
  /// visitor's that is still there.
  private func isAnother(_ opener: Int?, than visitor: Int, at index: Int) -> Bool {
    if script.entry(index).kind == .req {
      return script.effect(after: index) != nil && visitors.count < Replay.visitorLimit
    }
    guard let opener, let name = script.connection(index), visitors.count < Replay.twinLimit else {
      return false
    }
    return connections[visitor]?[name]?.contains { $0 != opener } == true
  }

  private mutating func fresh(_ name: String, _ index: Int, at now: Duration) -> String {
    guard name.hasPrefix("@") else { return mint(name) }
    return String(moment(Int64(name.dropFirst()) ?? 0, at: now, script.time(index)))
  }

  mutating func bind(_ name: String, _ value: String, _ visitor: Int) {
    visitors[visitor][name] = value
    guard !name.hasPrefix("@") else { return }
    owners[value] = (name, visitor)
    if owners.count > ownerLimit { forgetOldValues() }
  }

  /// Keeps of the values that ids have had only those they have now.
  private mutating func forgetOldValues() {
    owners = [:]
    for (visitor, values) in visitors.enumerated() {
      for (name, value) in values.live where !name.hasPrefix("@") {
        owners[value] = (name, visitor)
      }
    }
    // Looking through all of them again pays only once there are many more.
    ownerLimit = max(Replay.leastOwnerLimit, 2 * owners.count)
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
        if let owner = owners[word], script.isServers(owner.name) {
          best = max(best ?? 0, owner.visitor)
        }
      }
    }
    return best ?? other
  }
}
