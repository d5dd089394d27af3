/// The few real functions that drawing times needs.
///
/// They are written out so that a seed gives the same times, bit for bit, on every platform; the C
/// libraries' versions differ in the last digit.
enum RealMath {
  /// The natural logarithm of 2.
  private static let ln2 = 0.693_147_180_559_945_3

  /// The binary logarithm of `value`, which must be positive and finite.
  static func log2(_ value: Double) -> Double {
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.5 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for divisor in stride(from: 1.0, through: 27.0, by: 2.0) {
      sum += term / divisor
      term *= square
    }
    return exponent + 2 * sum / ln2
  }

  /// Two to the power of `value`; saturates beyond ±1,000.
  static func exp2(_ value: Double) -> Double {
    let bounded = min(max(value, -1_000), 1_000)
    let whole = bounded.rounded()
    let x = (bounded - whole) * ln2
    var term = 1.0
    var sum = 1.0
    for step in 1...14 {
      term *= x / Double(step)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(whole), significand: sum)
  }

  /// One draw from the standard normal distribution, by Marsaglia's polar method.
  static func normal(using generator: inout some RandomNumberGenerator) -> Double {
    while true {
      let x = 2 * generator.nextUnitInterval() - 1
      let y = 2 * generator.nextUnitInterval() - 1
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      return x * (-2 * log2(square) * ln2 / square).squareRoot()
    }
  }
}

extension RandomNumberGenerator {
  /// A number from 0 up to but not including 1, made from the upper 53 bits of one draw.
  mutating func nextUnitInterval() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
