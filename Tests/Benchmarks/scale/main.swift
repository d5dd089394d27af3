import ElizaDomain

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Shows that the cost of an operation stays flat as rooms, sessions and stored messages grow.
//
// Usage: swift run -c release scale [SMALL] [LARGE]; by default 100 and 100000 of each. Exits with 1
// when an operation costs more than `limit` times as much in the large server, or does not do what it is for.

let limit = 2.5
let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }.filter { $0 > 0 }
let small = sizes.first ?? 100
let large = sizes.dropFirst().first ?? 100_000

print("A server with \(small) and with \(large) sockets, rooms, sessions, channels and messages:")
let before = Stopwatch.residentBytes
let village = Town(size: small)
let city = Town(size: large)
let perCitizen = (Stopwatch.residentBytes - before) / (small + large)

let table = Comparison.all.map { comparison in
  var comparison = comparison
  return comparison.measure(village, city)
}
for row in table { print(row) }
let sweepStart = Stopwatch.nanoseconds
city.world.clock.advance(by: .seconds(300))
let sweep = Double(Stopwatch.nanoseconds - sweepStart) / 1_000_000
print("The sweep of \(large) sessions, every five minutes: \(Comparison.text(sweep)) ms.")
print("Memory for one of each: \(perCitizen) bytes.")

let worst = table.map(\.ratio).max() ?? 0
print(
  "The largest ratio is \(Comparison.text(worst)); a linear scan would show as \(large / small).")
exit(worst > limit || table.contains { $0.failureCount > 0 } ? 1 : 0)
