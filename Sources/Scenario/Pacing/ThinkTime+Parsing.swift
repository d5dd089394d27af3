extension ThinkTime {
  /// Reads the form used on the command line.
  ///
  /// - `800ms`: always that long;
  /// - `200ms-1s`: anything in between;
  /// - `median=900ms,p95=2.5s` or `median=900ms,p95=2.5s,max=6s`: log-normal; without `max` the
  ///   longest time is twice `p95`.
  public init(parsing text: String) throws(ThinkTimeError) {
    if text.trimmed.hasPrefix("-") { throw .negative(text) }
    if text.contains("=") {
      self = .logNormal(try Self.distribution(text))
    } else if let dash = text.firstIndex(of: "-") {
      let from = try Self.duration(text[..<dash])
      let to = try Self.duration(text[text.index(after: dash)...])
      guard from <= to else { throw .reversedRange(text) }
      self = .range(from...to)
    } else {
      self = .fixed(try Self.duration(text))
    }
  }

  private static func duration(_ text: some StringProtocol) throws(ThinkTimeError) -> Duration {
    do {
      return try DurationText.parse(text)
    } catch {
      throw .duration(error)
    }
  }

  private static func distribution(_ text: String) throws(ThinkTimeError) -> LogNormalTime {
    var values: [String: Duration] = [:]
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0]).trimmed
      guard ["median", "p95", "max"].contains(key), let value = parts.dropFirst().first else {
        throw .unknownField(key)
      }
      guard values.updateValue(try duration(value), forKey: key) == nil else {
        throw .repeatedField(key)
      }
    }
    guard let median = values["median"] else { throw .missingField("median") }
    guard let p95 = values["p95"] else { throw .missingField("p95") }
    guard let time = LogNormalTime(median: median, p95: p95, max: values["max"]) else {
      throw .unorderedDistribution(text)
    }
    return time
  }
}
