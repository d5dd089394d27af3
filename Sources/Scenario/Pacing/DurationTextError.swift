/// Why a text is not a duration.
public enum DurationTextError: Error, Hashable, Sendable {
  /// The text does not begin with a plain decimal number.
  case notANumber(String)

  /// The number stands alone; every duration carries its unit.
  case missingUnit(String)

  /// The unit is none of `ms`, `s`, `m` and `h`.
  case unknownUnit(String, in: String)

  /// The duration is above `DurationText.limit`.
  case tooLong(String)
}

extension DurationTextError: CustomStringConvertible {
  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .notANumber(let text):
      "'\(text)' is not a duration: write a number and a unit, such as 800ms or 2.5s"
    case .missingUnit(let text):
      "'\(text)' has no unit: write \(text)ms, \(text)s, \(text)m or \(text)h"
    case .unknownUnit(let unit, let text):
      "'\(unit)' in '\(text)' is not a unit of time: use ms, s, m or h"
    case .tooLong(let text):
      "'\(text)' is longer than 1000h"
    }
  }
}
