import Bytes

extension JSONDocument {
  /// What kind of value `node` is.
  public func kind(of node: Node) -> Kind { entry(node).kind }

  /// How many elements an array or members an object has; zero for anything else.
  ///
  /// A repeated key counts each time.
  public func count(of node: Node) -> Int { entry(node).count }

  /// The element of an array at `position`, or nil.
  ///
  /// O(position).
  public func element(_ position: Int, of node: Node) -> Node? {
    guard kind(of: node) == .array, position >= 0, position < count(of: node) else { return nil }
    var index = node.index &+ 1
    for _ in 0..<position { index = Int(tape.entries[index].next) }
    return Node(index: index)
  }

  /// The value of `key` in an object, or nil; of a repeated key the last, as in JavaScript.
  ///
  /// Keys are compared as bytes, without making strings. O(members).
  public func member(_ key: StaticString, of node: Node) -> Node? {
    let key = unsafe UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    return unsafe member(key.span, of: node)
  }

  /// The value of a key known only at run time; otherwise as `member(_:of:)`.
  public func member(named key: String, of node: Node) -> Node? {
    var key = key
    return key.withUTF8 { unsafe member($0.span, of: node) }
  }

  /// Whether `node` is the string `text`, compared without making a string.
  public func matches(_ node: Node, _ text: StaticString) -> Bool {
    let entry = entry(node)
    // Most comparisons are decided by the length.
    guard Int(entry.end &- entry.start) == text.utf8CodeUnitCount &+ 2 || entry.hasEscapes else {
      return false
    }
    let text = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return unsafe matches(entry, text.span, in: tape.bytes.span)
  }

  /// Whether `node` is a string equal to `text`.
  public func matches(_ node: Node, text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe matches(entry(node), $0.span, in: tape.bytes.span) }
  }

  /// Whether the value is written exactly as `text`, as `appendRaw` would give it.
  public func hasRaw(_ node: Node, _ text: [UInt8]) -> Bool {
    let raw = tape.bytes.span.extracting(rawRange(of: node))
    return JSONText.areEqual(raw, text.span)
  }

  /// Whether JavaScript takes the value for true: not null, false, zero or the empty string.
  public func isTruthy(_ node: Node) -> Bool {
    switch kind(of: node) {
    case .null, .false: false
    case .true, .array, .object: true
    case .string: entry(node).end &- entry(node).start > 2
    case .number: double(of: node) != 0
    }
  }

  /// Whether the value is `null`.
  public func isNull(_ node: Node) -> Bool { kind(of: node) == .null }

  /// The truth value, or nil when `node` is something else.
  public func bool(of node: Node) -> Bool? {
    switch kind(of: node) {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The number when it is whole and fits, or nil; `1.0` and `1e3` are whole.
  public func integer(of node: Node) -> Int64? {
    guard kind(of: node) == .number else { return nil }
    let text = tape.bytes.span.extracting(rawRange(of: node))
    return JSONScanner.smallInteger(text) ?? number(of: node)?.int64Value
  }

  /// The number as the nearest double, infinite when it is too large; nil when `node` is no number.
  public func double(of node: Node) -> Double? { number(of: node)?.doubleValue }

  /// The number as written, or nil when `node` is something else.
  public func number(of node: Node) -> JSONNumber? {
    guard kind(of: node) == .number else { return nil }
    return JSONNumber(unchecked: String(decoding: tape.bytes[rawRange(of: node)], as: UTF8.self))
  }

  /// Where the text of the value is in `bytes`; the quotes of a string included.
  public func rawRange(of node: Node) -> Range<Int> {
    let entry = entry(node)
    return Int(entry.start)..<Int(entry.end)
  }

  /// Appends the text of the value exactly as it was written, white space between values left out.
  public func appendRaw(_ node: Node, to output: inout [UInt8]) {
    output.append(contentsOf: tape.bytes.span, in: rawRange(of: node))
  }

  private func member(_ key: Span<UInt8>, of node: Node) -> Node? {
    let entries = tape.entries.span
    let bytes = tape.bytes.span
    guard entries[node.index].kind == .object else { return nil }
    let end = Int(entries[node.index].next)
    let length = UInt32(truncatingIfNeeded: key.count &+ 2)
    var found: Node?
    var index = node.index &+ 1
    while index < end {
      let entry = entries[index]
      if entry.end &- entry.start == length || entry.hasEscapes, matches(entry, key, in: bytes) {
        found = Node(index: index &+ 1)
      }
      index = Int(entries[index &+ 1].next)
    }
    return found
  }

  private func matches(
    _ entry: JSONTape.Entry, _ text: Span<UInt8>, in bytes: Span<UInt8>
  ) -> Bool {
    guard entry.kind == .string else { return false }
    let content = bytes.extracting(Int(entry.start) &+ 1..<Int(entry.end) &- 1)
    guard entry.hasEscapes else { return JSONText.areEqual(content, text) }
    let unescaped = JSONEscapes.unescape(content)
    return JSONText.areEqual(unescaped.span, text)
  }
}
