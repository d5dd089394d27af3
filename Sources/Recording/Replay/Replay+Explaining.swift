import Bytes
import JSON

extension Replay {
  /// How many lines on either side of where the recording stands are compared to find the nearest.
  private static let nearLimit = 500
  /// How many paths or names are compared to find the nearest.
  private static let keyLimit = 2_000

  /// Says why nothing recorded fits, with the line that comes nearest: the one with the fewest fields that differ, of
  /// those one that was not played yet, of those the nearest to where the recording stands.
  func explain(
    _ move: ClientMove, _ visitor: Int, exchange: Int? = nil, connection: Int? = nil
  ) -> ReplayMiss {
    let own = script.lines.index.keys.place(of: move.key)
    let key = own ?? nearestKey(to: move)
    var lost: Int?
    let best = key.flatMap { nearest(to: move, among: script.lines(of: $0), visitor, &lost) }
    if own != nil, let lost {
      // It might have been the one that fits.
      return ReplayMiss(losing: lost, of: script, exchange: exchange, connection: connection)
    }
    guard let nearest = best else {
      return ReplayMiss(
        exchange: exchange, connection: connection, asked: move.asked, nearest: nil,
        difference: nil)
    }
    return ReplayMiss(
      exchange: exchange, connection: connection, asked: move.asked, nearest: nearest.line,
      difference: nearest.likeness.difference,
      moreDifferences: max(nearest.likeness.differenceCount - 1, 0))
  }

  private func nearest(
    to move: ClientMove, among lines: ArraySlice<UInt32>, _ visitor: Int, _ lost: inout Int?
  ) -> (line: Int, likeness: Likeness)? {
    let middle = lines.partitioningIndex { Int($0) >= standing }
    let start = max(lines.startIndex, middle - Replay.nearLimit)
    let end = min(lines.endIndex, middle + Replay.nearLimit)
    var best: (rank: (Int, Int, Int, Int), line: Int, likeness: Likeness)?
    for line in lines[start..<end].lazy.map({ Int($0) }) {
      guard let content = script.content(line) else {
        lost = lost ?? line
        continue
      }
      var likeness = likeness(for: visitor, isThorough: true)
      move.compare(content, &likeness)
      let rank = (
        likeness.differenceCount, played.contains(line) ? 1 : 0, abs(line - standing), line
      )
      if best.map({ rank < $0.rank }) ?? true { best = (rank, line, likeness) }
    }
    return best.map { ($0.line, $0.likeness) }
  }

  /// What comes nearest to a path or name that nobody asked for in the recording.
  private func nearestKey(to move: ClientMove) -> UInt32? {
    var best: (rank: (Int, Double), key: UInt32)?
    for (place, text) in script.lines.index.keys.texts.prefix(Replay.keyLimit).enumerated() {
      let key = UInt32(truncatingIfNeeded: place)
      guard let line = script.lines(of: key).first,
        let rank = move.distance(to: text, script.entry(Int(line)).kind)
      else { continue }
      if best.map({ rank < $0.rank }) ?? true { best = (rank, key) }
    }
    return best?.key
  }
}

extension ClientMove {
  /// How far what lines of a kind are found by is from this: whether method or namespace is another, and by how much
  /// path or name differ; nil when it is of another kind.
  fileprivate func distance(to other: String, _ kind: LineKind) -> (Int, Double)? {
    switch (deed, kind) {
    case (.request, .req):
      let (method, path) = ClientMove.halves(key)
      let (otherMethod, otherPath) = ClientMove.halves(other)
      return (method == otherMethod ? 0 : 1, ClientMove.distance(path, otherPath))
    case (.event, .ev):
      let (namespace, name) = ClientMove.halves(key.dropFirst(3))
      let (otherNamespace, otherName) = ClientMove.halves(other.dropFirst(3))
      let share = EditDistance.share(of: Array(name.utf8), Array(otherName.utf8))
      return (namespace == otherNamespace ? 0 : 1, share)
    default: return nil
    }
  }

  private static func halves(_ key: some StringProtocol) -> (String, String) {
    let parts = key.split(separator: " ", maxSplits: 1)
    return (String(parts.first ?? ""), String(parts.dropFirst().first ?? ""))
  }

  /// How many segments have to be put in, left out or changed; a segment that is alike counts less than a whole one.
  private static func distance(_ path: String, _ other: String) -> Double {
    let segments = path.utf8.split(separator: ASCII.slash).map { Array($0) }
    let others = other.utf8.split(separator: ASCII.slash).map { Array($0) }
    // Nobody's path is longer, and an id in a path is as good as any other text.
    return EditDistance.cost(from: Array(segments.prefix(32)), to: Array(others.prefix(32))) {
      EditDistance.share(of: $0, $1)
    }
  }
}

extension ArraySlice {
  /// The first place from which on all elements fulfil a condition that those before do not.
  fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var range = indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        belongs(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}
