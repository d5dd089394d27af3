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

  /// What `value(of:).serialized()` gives, without making the value, where that is just what was written.
  ///
  /// Nil where something may have to be written in another way: where there are escapes, or objects whose keys are
  /// repeated or many.
  public func unchangedText(of node: Node) -> [UInt8]? {
    for index in node.index..<Int(entry(node).next) {
      let entry = tape.entries[index]
      if entry.hasEscapes { return nil }
      if entry.kind == .object, !hasFewDistinctKeys(Node(index: index)) { return nil }
    }
    return Array(tape.bytes[rawRange(of: node)])
  }

  private func hasFewDistinctKeys(_ node: Node) -> Bool {
    guard count(of: node) > 1 else { return true }
    guard count(of: node) <= 8 else { return false }
    let keys = members(of: node).map { rawRange(of: $0.key) }
    let bytes = tape.bytes.span
    for (position, key) in keys.enumerated() {
      for other in keys[..<position] {
        if JSONText.areEqual(bytes.extracting(key), bytes.extracting(other)) { return false }
      }
    }
    return true
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
