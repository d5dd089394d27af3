/// How many insertions, deletions and replacements turn one sequence into another.
public enum EditDistance {
  /// The cheapest way from `source` to `target`, an insertion or deletion costing 1.
  public static func cost<Source, Target>(
    from source: [Source], to target: [Target], replacing: (Source, Target) -> Double
  ) -> Double {
    var row = (0...target.count).map(Double.init)
    for (rowIndex, item) in source.enumerated() {
      var diagonal = row[0]
      row[0] = Double(rowIndex + 1)
      for (column, other) in target.enumerated() {
        let cheapest = min(
          diagonal + replacing(item, other), row[column] + 1, row[column + 1] + 1)
        diagonal = row[column + 1]
        row[column + 1] = cheapest
      }
    }
    return row[target.count]
  }

  /// The part of the longer text that differs, from 0 for equal texts to 1; long texts count as different.
  public static func share(of left: [UInt8], _ right: [UInt8]) -> Double {
    if left == right { return 0 }
    guard left.count <= 64, right.count <= 64 else { return 1 }
    let distance = cost(from: left, to: right) { $0 == $1 ? 0 : 1 }
    return distance / Double(max(left.count, right.count, 1))
  }
}
