/// In which order the events come that follow one line of a client on one socket.
///
/// Whatever may be told apart by chance only is passed over: events of one name among each other, those that other lines
/// of clients led to meanwhile, and pairs that the recording itself has in both orders.
extension Drift {
  /// One event among those that follow one line: the first of its name, the second, and so on.
  private struct Turn: Hashable {
    let name: String
    let count: Int
  }

  /// Two of them, in the order in which they came.
  private struct Pair: Hashable {
    let first: Turn
    let second: Turn
  }

  /// How many events that follow one line are looked at.
  private static let sequenceLimit = 64

  /// Tells of events that came in another order than the recorded ones.
  mutating func tellOrders() {
    let usual = usualOrders()
    let sockets = script.sequences.keys.sorted {
      ($0.connection, $0.namespace) < ($1.connection, $1.namespace)
    }
    for socket in sockets {
      for (lines, concurrent) in Drift.apart(script.sequences[socket] ?? [], name) {
        tellOrder(of: lines, but: concurrent, usual)
      }
    }
  }

  private func name(_ index: Int) -> String {
    if case .event(let event) = line(index).content { event.name } else { "" }
  }

  private func turns(_ lines: some Collection<Int>) -> [Turn] {
    var counts: [String: Int] = [:]
    return lines.map { index in
      let name = name(index)
      counts[name, default: 0] += 1
      return Turn(name: name, count: counts[name] ?? 0)
    }
  }

  /// The pairs that the recording has in this order somewhere.
  private func usualOrders() -> Set<Pair> {
    var pairs: Set<Pair> = []
    for sequence in script.sequences.values.joined() where sequence.lines.count > 1 {
      let turns = turns(sequence.lines.prefix(Drift.sequenceLimit))
      for (place, first) in turns.enumerated() {
        for second in turns.dropFirst(place + 1) {
          pairs.insert(Pair(first: first, second: second))
        }
      }
    }
    return pairs
  }

  /// The lines of each sequence, with the names of events that another one brought before its end.
  private static func apart(
    _ sequences: [DriftScript.Sequence], _ name: (Int) -> String
  ) -> [(lines: [Int], concurrent: Set<String>)] {
    let sorted = sequences.sorted { $0.root < $1.root }
    let names = sorted.map { Set($0.lines.map(name)) }
    var concurrent = [Set<String>](repeating: [], count: sorted.count)
    for (place, sequence) in sorted.enumerated() {
      for other in (place + 1)..<max(sorted.count, place + 1) {
        guard sorted[other].root < sequence.lines.last ?? 0 else { break }
        let shared = names[place].intersection(names[other])
        concurrent[place].formUnion(shared)
        concurrent[other].formUnion(shared)
      }
    }
    return zip(sorted, concurrent).map { ($0.lines, $1) }
  }

  private mutating func tellOrder(
    of lines: [Int], but concurrent: Set<String>, _ usual: Set<Pair>
  ) {
    let recorded = Array(lines.prefix(Drift.sequenceLimit))
    guard recorded.count > 1 else { return }
    let came = recorded.filter { arrivals[$0] != nil }
      .sorted { arrivals[$0] ?? 0 < arrivals[$1] ?? 0 }
    let missed = Set(recorded.filter { arrivals[$0] == nil }.map(name))
    var places: [Turn: Int] = [:]
    for (place, turn) in turns(came).enumerated() { places[turn] = place }
    var swapped: [(first: Int, second: Int)] = []
    let turns = turns(recorded)
    // Where one of a name did not come, nobody can tell which.
    let known = turns.indices.filter {
      !concurrent.contains(turns[$0].name) && !missed.contains(turns[$0].name)
    }
    for second in known {
      for first in known where first < second && turns[first].name != turns[second].name {
        guard let before = places[turns[first]], let after = places[turns[second]],
          after < before,
          !usual.contains(Pair(first: turns[second], second: turns[first]))
        else { continue }
        swapped.append((first, second))
      }
    }
    tell(swapped, recorded)
  }

  /// Tells of as few events as explain all pairs that came the other way around.
  private mutating func tell(_ swapped: [(first: Int, second: Int)], _ recorded: [Int]) {
    var rest = swapped
    while !rest.isEmpty {
      var counts: [Int: Int] = [:]
      for pair in rest {
        counts[pair.first, default: 0] += 1
        counts[pair.second, default: 0] += 1
      }
      // Of two that changed places the later one is told of.
      guard let moved = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
        return
      }
      let overtaken = rest.filter { $0.second == moved }.map(\.first).min()
      let overtaking = rest.filter { $0.first == moved }.map(\.second).max()
      if let other = overtaken {
        tellMoved(recorded[moved], "came before \(subject(recorded[other])), which it followed")
      } else if let other = overtaking {
        tellMoved(recorded[moved], "came after \(subject(recorded[other])), which it preceded")
      }
      rest.removeAll { $0.first == moved || $0.second == moved }
    }
  }

  private func subject(_ index: Int) -> String {
    guard case .event(let event) = line(index).content else { return "" }
    return Drift.subject(of: event.name, in: event.namespace)
  }

  private mutating func tellMoved(_ index: Int, _ text: String) {
    report.add(.order, line: index + 1, subject: subject(index), text)
  }
}
