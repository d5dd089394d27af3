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
  public func value(of node: Node) -> JSON {
    // Backwards, a container comes after its contents: they wait on `built`, the first of them on top.
    var built: [JSON] = []
    var index = Int(entry(node).next) &- 1
    while index >= node.index {
      built.append(assemble(Node(index: index), from: &built))
      index &-= 1
    }
    return built.removeLast()
  }

  private func assemble(_ node: Node, from built: inout [JSON]) -> JSON {
    switch kind(of: node) {
    case .null: .null
    case .false: .bool(false)
    case .true: .bool(true)
    case .number: number(of: node).map(JSON.number) ?? .null
    case .string: .string(string(of: node) ?? "")
    case .array: .array(take(count(of: node), from: &built))
    case .object: .object(assembleObject(take(count(of: node) &* 2, from: &built)))
    }
  }

  private func take(_ count: Int, from built: inout [JSON]) -> [JSON] {
    let taken = Array(built.suffix(count).reversed())
    built.removeLast(count)
    return taken
  }

  private func assembleObject(_ keysAndValues: [JSON]) -> JSONObject {
    var object = JSONObject()
    for index in stride(from: 0, to: keysAndValues.count, by: 2) {
      guard case .string(let key) = keysAndValues[index] else { continue }
      object[key] = keysAndValues[index + 1]
    }
    return object
  }
}
