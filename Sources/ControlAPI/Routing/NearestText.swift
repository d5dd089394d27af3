/// Finds what was probably meant.
enum NearestText {
  /// The text among `candidates` that differs least from `text`; nil when all differ by more than half.
  static func to(_ text: String, among candidates: [String]) -> String? {
    let wanted = Array(text.lowercased().utf8.prefix(64))
    var best: (text: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(wanted, Array(candidate.lowercased().utf8.prefix(64)))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance * 2 <= max(wanted.count, best.text.utf8.count) else { return nil }
    return best.text
  }

  /// Texts in the order of their likeness to `text`, the likest first.
  static func sorted(_ texts: Set<String>, by text: String) -> [String] {
    let wanted = Array(text.lowercased().utf8.prefix(64))
    return texts.map { ($0, distance(wanted, Array($0.lowercased().utf8.prefix(64)))) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// Insertions, deletions and replacements that turn one into the other.
  private static func distance(_ source: [UInt8], _ target: [UInt8]) -> Int {
    var row = Array(0...target.count)
    for (index, byte) in source.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in target.enumerated() {
        let cheapest = min(
          diagonal + (byte == other ? 0 : 1), row[column] + 1, row[column + 1] + 1)
        diagonal = row[column + 1]
        row[column + 1] = cheapest
      }
    }
    return row[target.count]
  }
}
