import ElizaDomain
import FuzzSupport

/// Plays any bytes as the commands of a simulation against a whole server.
///
/// The first byte chooses the profile, the second is the length of the pieces in which bytes arrive;
/// the lines behind them are commands.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzServer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let profile = Profile.all[Int(input.byte()) % Profile.all.count]
  let simulation = Simulation(profile: profile, cutting: Cutting(every: input.byte()))
  simulation.play(input.rest())
  simulation.finish()
  return 0
}
