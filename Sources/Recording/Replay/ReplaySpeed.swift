/// How fast recorded time passes, as people write it: a factor such as `2`, `x2` or `0.5`, or `instant`.
package struct ReplaySpeed: Hashable, Sendable {
  /// What it may be, in words.
  package static let expectation = "a factor from 0.001 to 1000000, such as 2 or 0.5, or instant"

  /// How many times faster than recorded; nil for no waiting at all.
  package let factor: Double?

  /// Reads it; nil for anything else, and for a factor outside of `ReplayOptions.speeds`.
  package init?(_ text: String) {
    guard text != "instant" else {
      factor = nil
      return
    }
    guard let number = Double(text.hasPrefix("x") ? String(text.dropFirst()) : text),
      ReplayOptions.speeds.contains(number)
    else { return nil }
    factor = number
  }
}
