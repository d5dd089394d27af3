import FuzzSupport
import HTTP1

/// Reads any bytes as requests or responses, whole and in pieces.
///
/// The first byte chooses: bit 0 for responses, bit 1 for narrow limits, bit 2 for answers to `HEAD`.
/// The second is the length of the pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let choices = input.byte()
  let cutting = Cutting(every: input.byte())
  let limits = choices & 2 == 0 ? HTTPLimits() : narrowLimits
  let bodyLimit = choices & 2 == 0 ? 2_097_152 : 24
  if choices & 1 == 0 {
    let decoder = RequestDecoder(limits: limits, bodyLimit: bodyLimit)
    for message in trace(decoder, input.rest(), cutting) { RequestChecks.check(message, limits) }
  } else {
    let method = choices & 4 == 0 ? HTTPMethod.get : .head
    var decoder = ResponseDecoder(limits: limits, bodyLimit: bodyLimit)
    decoder.expectResponse(to: method)
    for message in trace(decoder, input.rest(), cutting) {
      ResponseChecks.check(message, limits, answering: method)
    }
  }
  return 0
}

private let narrowLimits = HTTPLimits(startLine: 32, fieldBlock: 96, fieldCount: 4, chunkLine: 8)

private func trace<Decoder: MessageDecoder>(
  _ decoder: Decoder, _ input: [UInt8], _ cutting: Cutting
) -> [MessageTrace<Decoder>.Message] {
  let whole = MessageTrace(decoder, fed: input, cut: .none)
  let inPieces = MessageTrace(decoder, fed: input, cut: cutting)
  Invariant.equal(inPieces, whole, "cuts do not show")
  return whole.messages
}
