import HostInterface

/// The draws for one purpose: the same seed and name give the same ones, whatever others draw.
final class Chance {
  private let seed: UInt64
  private let name: String
  private var random: SeededRandom

  init(seed: UInt64, name: String) {
    self.seed = seed
    self.name = name
    random = SeededRandom(seed: seed, stream: name)
  }

  /// Separate draws for a part of the purpose.
  func branch(_ part: String) -> Chance { Chance(seed: seed, name: "\(name)/\(part)") }

  func next() -> UInt64 { random.next() }

  func happens(_ probability: Double) -> Bool {
    Double(random.next() >> 11) * 0x1p-53 < probability
  }

  func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  func duration(_ range: ClosedRange<Duration>) -> Duration {
    let bounds = range.lowerBound.clampedNanoseconds...range.upperBound.clampedNanoseconds
    return .nanoseconds(Int64.random(in: bounds, using: &random))
  }

  /// One of `choices`, of which there must be some.
  func pick<Choice>(_ choices: [Choice]) -> Choice { choices[int(0...choices.count - 1)] }

  /// A version 4 UUID.
  func uuid() -> String {
    let digits = (0..<32).map { position -> String in
      switch position {
      case 12: "4"
      case 16: "a"
      default: String(int(0...15), radix: 16)
      }
    }.joined()
    var rest = Substring(digits)
    return [8, 4, 4, 4, 12].map { length in
      defer { rest = rest.dropFirst(length) }
      return String(rest.prefix(length))
    }.joined(separator: "-")
  }
}
