import FuzzSupport
import WebSocket

/// Reads any bytes as frames and messages, whole and in pieces, and drives the closing machine.
///
/// The first byte chooses: bit 0 for the client's role, bit 1 for a narrow limit. The second is the
/// length of the pieces, and of the fragments in which messages are written again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWebSocket(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let choices = input.byte()
  let role = choices & 1 == 0 ? Role.server : .client
  let limit = choices & 2 == 0 ? 1_000_000 : 16
  let cutting = Cutting(every: input.byte())
  let bytes = input.rest()
  let whole = EventTrace(role: role, limit: limit, fed: bytes, cut: .none)
  let inPieces = EventTrace(role: role, limit: limit, fed: bytes, cut: cutting)
  Invariant.equal(inPieces, whole, "cuts do not show")
  FrameCheck.check(role: role, bytes)
  RoundTripCheck(role: role, cutting: cutting).check(whole.events)
  ClosingCheck.check(bytes)
  return 0
}
