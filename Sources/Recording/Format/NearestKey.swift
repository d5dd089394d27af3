/// Says which key was probably meant.
enum NearestKey {
  /// `; did you mean 'args'? Known: …`, by what a word shares with the known ones at both ends.
  static func advice(for wrong: String, among words: [String]) -> String {
    let typed = Array(wrong.lowercased().utf8.prefix(64))
    let ranked = words.map { (shared(typed, Array($0.lowercased().utf8)), $0) }
    let best = ranked.max { $0.0 < $1.0 }
    let guess = best.flatMap { best in
      best.0 * 2 >= max(typed.count, best.1.utf8.count)
        ? "did you mean '\(best.1)'? Known: " : nil
    }
    return "; " + (guess ?? "known: ") + words.joined(separator: ", ")
  }

  private static func shared(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let front = zip(left, right).prefix { $0 == $1 }.count
    let back = zip(left.dropFirst(front).reversed(), right.dropFirst(front).reversed())
    return front + back.prefix { $0 == $1 }.count
  }
}
