/// Why a text does not describe a thinking time.
public enum ThinkTimeError: Error, Hashable, Sendable {
  /// One of the durations in it cannot be read.
  case duration(DurationTextError)

  /// The time is less than none.
  case negative(String)

  /// The range's first bound is above its second.
  case reversedRange(String)

  /// A field of a distribution is none of `median`, `p95` and `max`.
  case unknownField(String)

  /// A field of a distribution is given twice.
  case repeatedField(String)

  /// A distribution lacks a field that it needs.
  case missingField(String)

  /// The points of a distribution are not `0 < median <= p95 <= max`.
  case unorderedDistribution(String)
}

extension ThinkTimeError: CustomStringConvertible {
  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .duration(let error): error.description
    case .negative(let text): "'\(text)' is negative: the shortest thinking time is 0ms"
    case .reversedRange(let text): "'\(text)' runs backwards: write the shorter time first"
    case .unknownField(let field):
      "'\(field)' is no field of a thinking time: use median=…,p95=… and optionally max=…"
    case .repeatedField(let field): "'\(field)' is given twice"
    case .missingField(let field): "'\(field)=' is missing: write median=900ms,p95=2.5s"
    case .unorderedDistribution(let text):
      "'\(text)' must have 0 < median <= p95 <= max"
    }
  }
}
