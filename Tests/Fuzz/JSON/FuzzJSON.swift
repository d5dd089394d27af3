import FuzzSupport
import JSON

/// Parses any bytes as JSON and compares what comes of it with a second parser.
///
/// The first byte chooses the limits: odd for narrow ones.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(start, count: count)
  let limits = input.byte() & 1 == 0 ? JSONLimits.default : narrowLimits
  let text = input.rest()
  let reference =
    text.count > limits.maximumBytes
    ? nil
    : ReferenceParser.parse(
      text, maximumDepth: limits.maximumDepth, maximumNodes: limits.maximumNodes)
  checkParsing(text, limits, against: reference)
  checkWriting(text)
  return 0
}

private let narrowLimits = JSONLimits(maximumDepth: 3, maximumBytes: 64, maximumNodes: 12)

private func checkParsing(
  _ text: [UInt8], _ limits: JSONLimits, against reference: ReferenceValue?
) {
  var document = JSONDocument()
  do throws(JSONError) {
    try document.parse(text.span, limits: limits)
    guard let reference else { Invariant.fail("what breaks the grammar is refused") }
    checkDocument(document, against: reference)
  } catch {
    Invariant.holds(reference == nil, "a JSON text is accepted, not \(error)")
    Invariant.holds((0...text.count).contains(error.offset), "an error is within the text")
    Invariant.equal(document.bytes, Array("null".utf8), "a refused text leaves null")
  }
}

private func checkDocument(_ document: JSONDocument, against reference: ReferenceValue) {
  var raw: [UInt8] = []
  reference.appendRaw(to: &raw)
  Invariant.equal(document.bytes, raw, "only white space is left out")
  let tree = document.value(of: document.root)
  DocumentCheck(document: document).check(document.root, tree, against: reference)
  checkRoundTrip(tree)
}

/// A tree that is written and read again is the same, order of keys and text of numbers included.
private func checkRoundTrip(_ tree: JSON) {
  let written = tree.serialized()
  do throws(JSONError) {
    let again = try JSON(parsing: written)
    Invariant.equal(again, tree, "a tree survives the round trip")
    Invariant.equal(again.serialized(), written, "a tree is always written alike")
  } catch {
    Invariant.fail("what is written can be read, not \(error)")
  }
}

/// Any text can be written as a string, and is read back as it was.
private func checkWriting(_ bytes: [UInt8]) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  var written: [UInt8] = []
  written.appendJSONString(text)
  guard let value = try? JSON(parsing: written), let again = value.stringValue else {
    Invariant.fail("a written string can be read")
  }
  Invariant.equal(Array(again.utf8), bytes, "a string survives the round trip")
}
