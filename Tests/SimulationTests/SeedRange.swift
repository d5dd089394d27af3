#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which stories are told.
///
/// - `ELIZA_MOCK_SIMULATION_SEEDS`: how many; 40 by default.
/// - `ELIZA_MOCK_SIMULATION_SEED`: the first one, and then only this one is told unless a number is given
///   as well; 1 by default, and `fresh` draws it.
/// - `ELIZA_MOCK_SIMULATION_TRACE`: when set, the whole story is part of the report.
struct SeedRange {
  let first: UInt64
  let count: Int
  let isTraced: Bool

  static var fromEnvironment: SeedRange {
    let isFresh = text("ELIZA_MOCK_SIMULATION_SEED") == "fresh"
    let first = isFresh ? nil : number("ELIZA_MOCK_SIMULATION_SEED")
    let count = number("ELIZA_MOCK_SIMULATION_SEEDS").map { Int(min($0, 10_000_000)) }
    return SeedRange(
      first: first ?? (isFresh ? UInt64.random(in: 0..<1_000_000_000_000) : 1),
      count: count ?? (first == nil ? 40 : 1),
      isTraced: unsafe getenv("ELIZA_MOCK_SIMULATION_TRACE") != nil)
  }

  var all: some Sequence<UInt64> { (0..<count).lazy.map { first &+ UInt64($0) } }

  private static func number(_ name: String) -> UInt64? {
    text(name).flatMap { UInt64($0) }
  }

  private static func text(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
