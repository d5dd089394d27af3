import ElizaDomain
import FuzzSupport

/// Plays any bytes as the commands of a simulation against a whole server.
///
/// The first byte chooses the profile (modulo 5), and narrow bounds when the quotient is odd; the
/// second is the length of the pieces in which bytes arrive; the lines behind them are commands.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzServer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let (bounds, profile) = Int(input.byte()).quotientAndRemainder(dividingBy: Profile.all.count)
  let simulation = Simulation(
    profile: Profile.all[profile], isNarrow: bounds & 1 == 1, cutting: Cutting(every: input.byte()))
  simulation.play(input.rest())
  simulation.finish()
  return 0
}
