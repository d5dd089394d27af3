/// Goes over the lines that a client's move may repeat, in their order or against it.
struct CandidateWalk {
  private var ranges: [Range<Int>]
  private let isBackward: Bool

  init(_ ranges: [Range<Int>], isBackward: Bool) {
    self.ranges = ranges
    self.isBackward = isBackward
  }

  /// The next line.
  mutating func next(_ script: ReplayScript) -> Int? {
    nextPlace(script).map { script.candidate(at: $0) }
  }

  /// The next line that is not closed.
  mutating func next(_ script: ReplayScript, _ open: inout OpenPlaces) -> Int? {
    for index in ranges.indices where !ranges[index].isEmpty {
      let range = ranges[index]
      if isBackward {
        let last = open.last(upTo: range.upperBound - 1)
        ranges[index] = range.lowerBound..<max(last + 1, range.lowerBound)
      } else {
        ranges[index] = min(open.first(from: range.lowerBound), range.upperBound)..<range.upperBound
      }
    }
    return next(script)
  }

  /// Leaves out what was recorded after a time.
  mutating func leaveOut(after time: Duration, _ script: ReplayScript) {
    for index in ranges.indices {
      var rest = ranges[index]
      while !rest.isEmpty {
        let middle = rest.lowerBound + rest.count / 2
        rest =
          script.time(script.candidate(at: middle)) <= time
          ? middle + 1..<rest.upperBound : rest.lowerBound..<middle
      }
      ranges[index] = ranges[index].lowerBound..<rest.lowerBound
    }
  }

  /// Leaves out lines up to one.
  mutating func leaveOut(upTo line: Int, _ script: ReplayScript) {
    for index in ranges.indices {
      let end = ranges[index].upperBound
      var rest = ranges[index]
      while !rest.isEmpty {
        let middle = rest.lowerBound + rest.count / 2
        rest =
          script.candidate(at: middle) <= line
          ? middle + 1..<rest.upperBound : rest.lowerBound..<middle
      }
      ranges[index] = rest.lowerBound..<end
    }
  }

  private mutating func nextPlace(_ script: ReplayScript) -> Int? {
    var chosen: (range: Int, place: Int, line: Int)?
    for (index, range) in ranges.enumerated() where !range.isEmpty {
      let place = isBackward ? range.upperBound - 1 : range.lowerBound
      let line = script.candidate(at: place)
      if chosen.map({ isBackward ? line > $0.line : line < $0.line }) ?? true {
        chosen = (index, place, line)
      }
    }
    guard let chosen else { return nil }
    let range = ranges[chosen.range]
    ranges[chosen.range] =
      isBackward ? range.lowerBound..<chosen.place : chosen.place + 1..<range.upperBound
    return chosen.place
  }
}

extension Replay {
  /// The next line of a walk that is not played yet.
  mutating func nextOpen(_ walk: inout CandidateWalk) -> Int? { walk.next(script, &openPlaces) }

  /// The next line of a walk that is played, or is not, and that is wanted.
  mutating func next(
    _ walk: inout CandidateWalk, isPlayed: Bool, where isWanted: (Int, FixtureIndex) -> Bool
  ) -> Int? {
    while let line = isPlayed ? walk.next(script) : nextOpen(&walk) {
      if isWanted(line, script.lines.index), !isPlayed || played.contains(line) { return line }
    }
    return nil
  }

  /// The first line with a key that is not played yet, or else the first of all.
  mutating func anyLine(_ key: String) -> Int? {
    guard let key = script.lines.index.keys.place(of: key) else { return nil }
    let lines = script.lines(of: key)
    var rest = lines.dropFirst(playedOfKey[key] ?? 0)
    while let line = rest.first, played.contains(Int(line)) { rest.removeFirst() }
    playedOfKey[key] = lines.count - rest.count
    return (rest.first ?? lines.first).map { Int($0) }
  }
}
