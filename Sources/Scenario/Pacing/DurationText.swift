/// Reads durations as people write them: a decimal number and a unit, such as `800ms` or `2.5s`.
public enum DurationText {
  /// The longest duration that is accepted, so that sums of durations never overflow: 1,000 hours.
  public static let limit: Duration = .seconds(3_600_000)

  /// Reads `text`, which must be a number followed at once by `ms`, `s`, `m` or `h`.
  ///
  /// White space around it is ignored; there is no sign and no exponent, and digits after the ninth
  /// decimal place are refused.
  public static func parse(_ text: some StringProtocol) throws(DurationTextError) -> Duration {
    let written = String(text).trimmed
    let number = written.prefix { ("0"..."9").contains($0) || $0 == "." }
    let unit = written.dropFirst(number.count)
    guard !number.isEmpty else { throw .notANumber(written) }
    guard !unit.isEmpty else { throw .missingUnit(written) }
    guard let nanoseconds = nanoseconds(perUnit: unit) else {
      throw .unknownUnit(String(unit), in: written)
    }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.count <= 9 }) else {
      throw .notANumber(written)
    }
    return try duration(
      whole: parts[0], fraction: parts.dropFirst().first ?? "0", nanoseconds, written)
  }

  private static func nanoseconds(perUnit unit: Substring) -> Int64? {
    switch unit {
    case "ms": 1_000_000
    case "s": 1_000_000_000
    case "m": 60_000_000_000
    case "h": 3_600_000_000_000
    default: nil
    }
  }

  private static func duration(
    whole: Substring, fraction: Substring, _ unit: Int64, _ written: String
  ) throws(DurationTextError) -> Duration {
    guard let whole = Int64(whole), let digits = Int64(fraction) else { throw .notANumber(written) }
    let scale = fraction.reduce(into: Int64(1)) { scale, _ in scale *= 10 }
    let total = Duration.nanoseconds(unit) * whole + Duration.nanoseconds(unit) * digits / scale
    guard total <= limit else { throw .tooLong(written) }
    return total
  }
}
