import Bytes
import EngineIO
import FuzzSupport

/// Reads any bytes as a payload, a handshake or a query, or plays them as the events of a session.
///
/// The first byte chooses which.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEngineIO(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let choice = input.byte()
  let bytes = input.rest()
  switch choice & 3 {
  case 0: PayloadCheck.check(bytes)
  case 1: HandshakeCheck.check(bytes)
  case 2: SessionCheck.check(bytes)
  default: checkQuery(String(decoding: bytes, as: UTF8.self))
  }
  return 0
}

private func checkQuery(_ text: String) {
  let query = SessionQuery(QueryString(text))
  Invariant.holds(query.sid != "", "a session id is not empty")
  Invariant.holds(!query.isCurrentRevision || text.contains("4") || text.contains("%"), "4 is said")
}
