import Bytes
import JSON

/// The handlers of a namespace, found by comparing the bytes of an event's name.
struct HandlerTable {
  private struct Entry {
    let name: String
    /// The name as JSON, in quotes.
    let text: [UInt8]
    let handler: Namespace.EventHandler
  }

  private var entries: [Entry] = []

  mutating func set(_ name: String, _ handler: @escaping Namespace.EventHandler) {
    var text: [UInt8] = []
    text.appendJSONString(name)
    entries.removeAll { $0.name == name }
    entries.append(Entry(name: name, text: text, handler: handler))
  }

  /// The handler for the event whose array `document` holds.
  ///
  /// A number for a name means its text, as in JavaScript.
  func handler(for document: JSONDocument) -> Namespace.EventHandler? {
    guard let node = document.element(0, of: document.root) else { return nil }
    let bytes = document.bytes
    let written = bytes.span.extracting(document.rawRange(of: node))
    let isNumber = document.kind(of: node) == .number
    for entry in entries {
      let text = entry.text.span
      let name = isNumber ? text.extracting(1..<text.count - 1) : text
      if HandlerTable.areEqual(written, name) { return entry.handler }
    }
    guard HandlerTable.hasEscape(written) else { return nil }
    for entry in entries where document.matches(node, text: entry.name) { return entry.handler }
    return nil
  }

  private static func hasEscape(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] == ASCII.backslash { return true }
    return false
  }

  private static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
