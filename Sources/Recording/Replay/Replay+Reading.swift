/// Which of several recorded answers somebody gets who asks the same once more.
extension Replay {
  /// How far apart two requests of a live client may be from when they were recorded: a busy machine, a slow start.
  private static let jitter = Duration.milliseconds(50)

  /// The answer of now, and of several the first that nobody has had; else the one that was given last.
  ///
  /// What is now goes by time, and by what clients have done and were told. Where no time passes, answers come in
  /// their order. Nobody hears how things stood before what he has heard already.
  mutating func chooseAnswer(
    to move: ClientMove, _ candidates: [Range<Int>], _ visitor: Int, _ sum: UInt32,
    at now: Duration
  ) -> Fitting? {
    let limit = recordedTime(at: now)
    let places = [true, false]
    for isNamed in places where options.speed == nil {
      var walk = CandidateWalk(candidates, isBackward: false)
      walk.leaveOut(after: limit, script)
      walk.leaveOut(upTo: progress, script)
      if let next = best(move, visitor, { $0.nextOpen(&walk, sum, isNamed) }) { return next }
    }
    var heard = -1
    for isNamed in places {
      let news = news(move, candidates, visitor, sum, isNamed, until: limit)
      if let first = earliest(news.found) { return first }
      heard = max(heard, news.heard)
    }
    for isNamed in places {
      var walk = CandidateWalk(candidates, isBackward: false)
      walk.leaveOut(upTo: heard, script)
      if let next = best(move, visitor, { $0.nextOpen(&walk, sum, isNamed) }) { return next }
    }
    for isNamed in places {
      var walk = CandidateWalk(candidates, isBackward: true)
      let last = best(move, visitor) { replay in
        replay.next(&walk, isPlayed: true) { line, index in
          (index.nameSums[line] == sum) == isNamed
        }
      }
      if let last { return last }
    }
    return nil
  }

  private mutating func nextOpen(
    _ walk: inout CandidateWalk, _ sum: UInt32, _ isNamed: Bool
  ) -> Int? {
    next(&walk, isPlayed: false) { line, index in (index.nameSums[line] == sum) == isNamed }
  }

  /// What was answered up to a time since the answer that was heard last, latest first, and which that is.
  private func news(
    _ move: ClientMove, _ candidates: [Range<Int>], _ visitor: Int, _ sum: UInt32,
    _ isNamed: Bool, until limit: Duration
  ) -> (found: [Fitting], heard: Int) {
    var walk = CandidateWalk(candidates, isBackward: true)
    walk.leaveOut(after: limit, script)
    var found: [Fitting] = []
    var rest = Replay.compareLimit
    while rest > 0, let line = walk.next(script) {
      if let latest = found.first, latest.guesses == 0, !isBurst(line, latest) { break }
      guard (script.lines.index.nameSums[line] == sum) == isNamed else { continue }
      rest = min(rest - 1, found.isEmpty ? .max : Replay.choiceLimit)
      guard let fitting = fit(line, move, visitor) else { continue }
      if played.contains(line) { return (found, line) }
      found.append(fitting)
    }
    return (found, -1)
  }

  /// The first of the answers that were given as good as at once with the latest that fits best.
  private func earliest(_ found: [Fitting]) -> Fitting? {
    let fewest = found.map(\.guesses).min()
    let best = found.filter { $0.guesses == fewest }
    guard let latest = best.first else { return nil }
    return best.last { $0.index == latest.index || isBurst($0.index, latest) }
  }

  /// Whether an answer was given so shortly before another, with nothing done or told between them, that who asks
  /// first may get it first.
  private func isBurst(_ line: Int, _ latest: Fitting) -> Bool {
    let jitter = Replay.jitter * (options.speed ?? 1)
    return line > progress && script.time(line) >= script.time(latest.index) - jitter
  }
}
