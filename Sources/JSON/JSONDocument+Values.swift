extension JSONDocument {
  /// The text of a string without quotes and escapes, or nil when `node` is something else.
  ///
  /// An escape that names half a surrogate pair alone, which no Unicode text can hold, becomes U+FFFD here;
  /// `appendRaw` still gives the escape.
  public func string(of node: Node) -> String? {
    let entry = entry(node)
    guard entry.kind == .string else { return nil }
    let content = Int(entry.start) &+ 1..<Int(entry.end) &- 1
    guard entry.hasEscapes else { return String(decoding: tape.bytes[content], as: UTF8.self) }
    let unescaped = JSONEscapes.unescape(tape.bytes.span.extracting(content))
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// The value with everything it holds, as a tree of its own.
  ///
  /// Recurses as deep as the value is, which `JSONLimits.maximumDepth` bounds.
  public func value(of node: Node) -> JSON {
    switch kind(of: node) {
    case .null: .null
    case .false: .bool(false)
    case .true: .bool(true)
    case .number: number(of: node).map(JSON.number) ?? .null
    case .string: .string(string(of: node) ?? "")
    case .array: .array(elements(of: node).map { value(of: $0) })
    case .object: .object(object(of: node))
    }
  }

  private func object(of node: Node) -> JSONObject {
    var object = JSONObject()
    object.reserveCapacity(count(of: node))
    for (key, value) in members(of: node) {
      object[string(of: key) ?? ""] = self.value(of: value)
    }
    return object
  }
}
