import Bytes
import JSON

/// Writes one Socket.IO event with an object as its argument: `["name",{…}]`.
///
/// Members go out in the order they are added, straight into the bytes that are sent.
struct EventWriter {
  private let name: String
  private let begin: Int
  private var bytes: [UInt8] = []
  private var isFirst = true

  /// Starts an event; `capacity` is the expected size in bytes.
  init(_ name: String, capacity: Int = 320) {
    self.name = name
    bytes.reserveCapacity(capacity)
    bytes.append(ASCII.leftBracket)
    bytes.appendJSONString(name)
    bytes.append(ASCII.comma)
    begin = bytes.count
    bytes.append(ASCII.leftBrace)
  }

  /// Adds a text.
  mutating func add(_ key: StaticString, _ text: String) {
    appendKey(key)
    bytes.appendJSONString(text)
  }

  /// Adds a text unless it is nil.
  mutating func add(_ key: StaticString, _ text: String?) {
    if let text { add(key, text) }
  }

  /// Adds a whole number.
  mutating func add(_ key: StaticString, _ number: Int64) {
    appendKey(key)
    bytes.append(decimal: number)
  }

  /// Adds a truth value.
  mutating func add(_ key: StaticString, _ value: Bool) {
    appendKey(key)
    if value { bytes.append(ascii: "true") } else { bytes.append(ascii: "false") }
  }

  /// Adds a value.
  mutating func add(_ key: StaticString, _ value: JSON) {
    appendKey(key)
    value.append(to: &bytes)
  }

  /// Adds a value as it stands in a document, byte for byte.
  mutating func add(_ key: StaticString, _ node: JSONDocument.Node, of document: JSONDocument) {
    appendKey(key)
    document.appendRaw(node, to: &bytes)
  }

  /// Adds compact JSON text.
  mutating func add(_ key: StaticString, compact text: [UInt8]) {
    appendKey(key)
    bytes.append(contentsOf: text)
  }

  /// The finished event; the writer is used up.
  consuming func finish() -> EncodedEvent {
    bytes.append(ASCII.rightBrace)
    bytes.append(ASCII.rightBracket)
    return EncodedEvent(name: name, bytes: bytes)
  }

  /// The finished event with its argument as a JSON text instead of an object.
  consuming func finishAsText() -> EncodedEvent {
    bytes.append(ASCII.rightBrace)
    let argument = Array(bytes[begin...])
    bytes.removeSubrange(begin...)
    bytes.appendJSONString(utf8: argument.span)
    bytes.append(ASCII.rightBracket)
    return EncodedEvent(name: name, bytes: bytes)
  }

  /// The argument alone, as compact JSON text.
  var argument: [UInt8] {
    bytes[begin...] + [ASCII.rightBrace]
  }

  private mutating func appendKey(_ key: StaticString) {
    if !isFirst { bytes.append(ASCII.comma) }
    isFirst = false
    bytes.append(ASCII.quote)
    bytes.append(ascii: key)
    bytes.append(ASCII.quote)
    bytes.append(ASCII.colon)
  }
}
