import FuzzSupport
import JSON
import SocketIO

/// Reads any bytes as the messages of one connection; writes the packets again and reads them anew.
///
/// The first byte chooses the limits: odd for narrow ones.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSocketIO(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let limits = input.byte() & 1 == 0 ? PacketLimits() : narrowLimits
  let trace = PacketTrace(Message.messages(in: input.rest()), limits: limits)
  let again = PacketTrace(trace.packets.flatMap(\.messages), limits: limits)
  Invariant.equal(again.failure, nil, "what is written can be read")
  Invariant.equal(again.packets, trace.packets, "packets survive")
  return 0
}

private let narrowLimits = PacketLimits(
  attachments: 2, attachmentBytes: 8, namespaceBytes: 6,
  payload: JSONLimits(maximumDepth: 4, maximumBytes: 64, maximumNodes: 12))
