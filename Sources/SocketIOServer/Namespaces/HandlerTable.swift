import JSON

/// The handlers of a namespace, found by comparing the bytes of an event's name.
struct HandlerTable {
  private struct Entry {
    let name: String
    /// The name as a JSON string.
    let quotedName: [UInt8]
    /// The name without quotes, as a number is written.
    let bareName: [UInt8]
    let handler: Namespace.EventHandler
  }

  private var entries: [Entry] = []

  mutating func set(_ name: String, _ handler: @escaping Namespace.EventHandler) {
    var text: [UInt8] = []
    text.appendJSONString(name)
    let entry = Entry(
      name: name, quotedName: text, bareName: Array(name.utf8), handler: handler)
    entries = entries.filter { $0.name != name } + [entry]
  }

  /// The handler for the event whose array `document` holds.
  ///
  /// A number for a name means its text, as in JavaScript.
  func handler(for document: JSONDocument) -> Namespace.EventHandler? {
    guard !entries.isEmpty, let node = document.element(0, of: document.root) else { return nil }
    let isNumber = document.kind(of: node) == .number
    for entry in entries
    where document.hasRaw(node, isNumber ? entry.bareName : entry.quotedName) {
      return entry.handler
    }
    // A name may be written with escapes.
    for entry in entries where document.matches(node, text: entry.name) { return entry.handler }
    return nil
  }
}
