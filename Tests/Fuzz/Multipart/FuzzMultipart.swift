import FuzzSupport
import HTTP1

/// Reads any bytes as a form, whole and in pieces.
///
/// The first byte chooses: bit 0 for narrow limits, bit 1 for a content type of its own in the first line, where
/// the boundary is `b` otherwise. The second is the length of the pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMultipart(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let choices = input.byte()
  let cutting = Cutting(every: input.byte())
  let limits = choices & 1 == 0 ? MultipartLimits() : narrowLimits
  let type = choices & 2 == 0 ? "multipart/form-data; boundary=b" : firstLine(of: &input)
  let body = input.rest()
  let whole = FormTrace(of: body, type: type, limits: limits, cut: .none)
  let inPieces = FormTrace(of: body, type: type, limits: limits, cut: cutting)
  Invariant.equal(inPieces, whole, "cuts do not show")
  FormCheck.check(whole, limits)
  return 0
}

private let narrowLimits: MultipartLimits = {
  var limits = MultipartLimits()
  limits.parts = 2
  limits.headerBytes = 64
  limits.fieldBytes = 8
  limits.fileBytes = 16
  return limits
}()

private func firstLine(of input: inout FuzzInput) -> String {
  var line: [UInt8] = []
  while !input.isEmpty {
    let byte = input.byte()
    if byte == 0x0A { break }
    line.append(byte)
  }
  return String(decoding: line, as: UTF8.self)
}
