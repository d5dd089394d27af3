#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which stories are told.
///
/// - `ELIZA_MOCK_SIMULATION_SEEDS`: how many; 60 by default.
/// - `ELIZA_MOCK_SIMULATION_SEED`: the first one; drawn afresh by default, and then only this one is
///   told unless a number is given as well.
/// - `ELIZA_MOCK_SIMULATION_TRACE`: when set, the whole story is part of the report.
struct SeedRange: CustomStringConvertible {
  let first: UInt64
  let count: Int
  let isTraced: Bool

  /// The talks of the reference client: nine hundred that are always told, and a hundred drawn afresh once in a run,
  /// since parts share them; under a sanitizer, where each takes four times as long, a quarter of both.
  static let talks: [SeedRange] = {
    let range = fromEnvironment
    guard number("ELIZA_MOCK_SIMULATION_SEED") == nil else { return [range] }
    if number("ELIZA_MOCK_SIMULATION_SEEDS") != nil { return [range] }
    let part = unsafe getenv("ELIZA_MOCK_TEST_SANITIZER") == nil ? 1 : 4
    return [
      SeedRange(first: 1, count: 900 / part, isTraced: range.isTraced),
      SeedRange(first: range.first, count: 100 / part, isTraced: range.isTraced),
    ]
  }()

  static var fromEnvironment: SeedRange {
    let first = number("ELIZA_MOCK_SIMULATION_SEED")
    let count = number("ELIZA_MOCK_SIMULATION_SEEDS").map { Int(min($0, 10_000_000)) }
    return SeedRange(
      first: first ?? UInt64.random(in: 0..<1_000_000_000_000),
      count: count ?? (first == nil ? 60 : 1),
      isTraced: unsafe getenv("ELIZA_MOCK_SIMULATION_TRACE") != nil)
  }

  var description: String { "\(first)..<\(first &+ UInt64(count))" }

  var all: some Sequence<UInt64> { (0..<count).lazy.map { first &+ UInt64($0) } }

  private static func number(_ name: String) -> UInt64? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe UInt64(String(cString: value))
  }
}
