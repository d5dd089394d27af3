import Bytes

/// Header fields in the order of the wire; names compare without regard to case.
///
/// All names and values lie in one buffer, so that a head costs two allocations however many fields
/// it has, and text is made only of the fields somebody asks for.
public struct HTTPHeaders: Sendable {
  /// One field line.
  public struct Field: Hashable, Sendable {
    /// The name as sent.
    public var name: String
    /// The value without surrounding white space.
    public var value: String

    /// Makes a field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Where one field lies in `bytes`: a whole line, behind which its end stands.
  struct Entry: Sendable {
    private var start: UInt32
    private var nameEnd: UInt32
    private var valueStart: UInt32
    private var end: UInt32

    init(start: Int, nameEnd: Int, valueStart: Int, end: Int) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.nameEnd = UInt32(truncatingIfNeeded: nameEnd)
      self.valueStart = UInt32(truncatingIfNeeded: valueStart)
      self.end = UInt32(truncatingIfNeeded: end)
    }

    var name: Range<Int> { Int(start)..<Int(nameEnd) }
    var value: Range<Int> { Int(valueStart)..<Int(end) }
    var line: Range<Int> { Int(start)..<Int(end) &+ 2 }
  }

  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Entry] = []
  /// Whether `bytes` can go out as they are: every line in them counts, and none is an encoder's own.
  private(set) var isWholeBlock = true

  /// Makes headers of `fields`, kept in order.
  public init(_ fields: [Field] = []) {
    for field in fields { add(field.name, field.value) }
  }

  /// The number of field lines.
  public var count: Int { entries.count }

  /// All fields, in order.
  public var fields: [Field] {
    entries.map { Field(name: text($0.name), value: text($0.value)) }
  }

  /// Appends the line at a place in `fields` as it came over the wire, bytes that are no UTF-8 included.
  ///
  /// Nothing is appended for a place that is not there.
  public func appendLine(_ index: Int, to output: inout [UInt8]) {
    guard entries.indices.contains(index) else { return }
    output.append(contentsOf: bytes[entries[index].line])
  }

  /// The first value of the field, or nil.
  ///
  /// Setting replaces every field of that name; nil removes.
  public subscript(name: String) -> String? {
    get { firstIndex(of: name).map { text(entries[$0].value) } }
    set {
      let others = entries.filter { !isNamed(name, $0) }
      if others.count < entries.count { isWholeBlock = false }
      entries = others
      if let newValue { add(name, newValue) }
    }
  }

  /// Every value of the field, in order.
  public func values(_ name: String) -> [String] {
    entries.filter { isNamed(name, $0) }.map { text($0.value) }
  }

  /// Adds a field line after the others, whether or not the name is there already.
  ///
  /// CR, LF and NUL, which would break the framing of the message, become spaces; a name that is not
  /// a token (RFC 9110 §5.6.2) is not added at all.
  public mutating func add(_ name: String, _ value: String) {
    if entries.isEmpty {
      bytes.reserveCapacity(HTTPHeaders.responseByteCount)
      entries.reserveCapacity(HTTPHeaders.responseFieldCount)
    }
    var name = name
    var value = value
    name.withUTF8 { name in
      value.withUTF8 { value in unsafe add(name: name.span, value: value.span) }
    }
  }

  /// Adds a last field line, whose value `write` writes into room for `count` bytes.
  ///
  /// What is written must be free of CR, LF and NUL, and the name no encoder's own. Headers that others share
  /// are copied into just the room they need, so that the copy stays small.
  public mutating func addLast(
    _ name: StaticString, ofAtMost count: Int, _ write: (inout OutputSpan<UInt8>) -> Void
  ) {
    let start = bytes.count
    let room = name.utf8CodeUnitCount &+ count &+ 4
    bytes.reserveCapacity(start &+ room)
    bytes.append(addingCapacity: room) { output in
      output.append(ascii: name)
      output.append(ascii: ": ")
      write(&output)
      output.append(ascii: "\r\n")
    }
    let nameEnd = start &+ name.utf8CodeUnitCount
    entries.reserveCapacity(entries.count &+ 1)
    entries.append(
      Entry(start: start, nameEnd: nameEnd, valueStart: nameEnd &+ 2, end: bytes.count &- 2))
  }

  /// Whether there is a field of this name; makes no text to find out.
  public func contains(_ name: StaticString) -> Bool {
    let name = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    for entry in entries where unsafe equals(name.span, entry.name) { return true }
    return false
  }

  /// Whether the first value of the field is `text`, letter for letter; makes no text to find out.
  public func has(_ name: String, _ text: StaticString) -> Bool {
    guard let index = firstIndex(of: name) else { return false }
    return bytes.span.extracting(entries[index].value).equals(text)
  }

  private mutating func add(name: Span<UInt8>, value: Span<UInt8>) {
    guard name.isToken else { return }
    if FieldName(name).isWrittenByEncoders { isWholeBlock = false }
    let start = bytes.count
    let valueStart = start &+ name.count &+ 2
    bytes.append(addingCapacity: name.count &+ value.count &+ 4) { output in
      output.append(copying: name)
      output.append(ascii: ": ")
      output.append(copying: value)
      output.append(ascii: "\r\n")
    }
    let end = valueStart &+ value.count
    if value.holdsLineEnd {
      for index in valueStart..<end where bytes[index].endsFieldLine { bytes[index] = 0x20 }
    }
    entries.append(
      Entry(start: start, nameEnd: start &+ name.count, valueStart: valueStart, end: end))
  }

  /// Whether a comma-separated list field holds `token`, without regard to case (RFC 9110 §5.6.1).
  public func contains(_ token: String, in name: String) -> Bool {
    entries.contains { entry in
      isNamed(name, entry) && listHolds(token, in: entry.value)
    }
  }

  /// The elements of a comma-separated list field, in lower case (RFC 9110 §5.6.1).
  ///
  /// For whoever looks for many tokens: `contains(_:in:)` reads the whole list for each.
  public func elements(in name: String) -> Set<String> {
    var elements: Set<String> = []
    for entry in entries where isNamed(name, entry) {
      let value = bytes.span.extracting(entry.value)
      var list = ListElements()
      while let element = list.next(in: value) {
        let start = entry.value.lowerBound + element.lowerBound
        elements.insert(text(start..<start + element.count).lowercased())
      }
    }
    return elements
  }

  /// Compares two ASCII names without regard to case.
  public static func sameName(_ left: String, _ right: String) -> Bool {
    let left = left.utf8
    let right = right.utf8
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
  }
}

extension HTTPHeaders: Hashable {
  /// Whether both hold the same field lines in the same order, letter for letter.
  public static func == (left: HTTPHeaders, right: HTTPHeaders) -> Bool {
    left.fields == right.fields
  }

  /// Feeds every field line.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  /// Makes headers of names and values, kept in order.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { add(name, value) }
  }
}

extension HTTPHeaders {
  /// Room for what most browsers and most services send, so that the buffers are allocated once.
  private static let requestByteCount = 640
  private static let requestFieldCount = 16
  private static let responseByteCount = 192
  private static let responseFieldCount = 6

  /// Adds a line whose name and value a decoder has found and checked.
  mutating func append(line: Span<UInt8>, nameEnd: Int, value: Range<Int>) {
    if entries.isEmpty {
      bytes.reserveCapacity(HTTPHeaders.requestByteCount)
      entries.reserveCapacity(HTTPHeaders.requestFieldCount)
    }
    let start = bytes.count
    bytes.append(addingCapacity: value.upperBound &+ 2) { output in
      output.append(copying: line.extracting(0..<value.upperBound))
      output.append(ascii: "\r\n")
    }
    isWholeBlock = false
    entries.append(
      Entry(
        start: start, nameEnd: start + nameEnd, valueStart: start + value.lowerBound,
        end: start + value.upperBound))
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func firstIndex(of name: String) -> Int? {
    let length = name.utf8.count
    guard entries.contains(where: { $0.name.count == length }) else { return nil }
    var name = name
    return name.withUTF8 { name in
      for index in entries.indices where unsafe equals(name.span, entries[index].name) {
        return index
      }
      return nil
    }
  }

  private func isNamed(_ name: String, _ entry: Entry) -> Bool {
    equals(name, entry.name)
  }

  private func listHolds(_ token: String, in range: Range<Int>) -> Bool {
    let value = bytes.span.extracting(range)
    var list = ListElements()
    while let element = list.next(in: value) {
      let start = range.lowerBound + element.lowerBound
      if equals(token, start..<start + element.count) { return true }
    }
    return false
  }

  private func equals(_ text: String, _ range: Range<Int>) -> Bool {
    var text = text
    return text.withUTF8 { unsafe equals($0.span, range) }
  }

  private func equals(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard text.count == range.count else { return false }
    let bytes = bytes.span.extracting(range)
    for offset in text.indices {
      let (left, right) = (text[offset], bytes[offset])
      guard left == right || left.lowercasedASCII == right.lowercasedASCII else { return false }
    }
    return true
  }
}

extension Span<UInt8> {
  /// Whether the bytes are a token (RFC 9110 §5.6.2).
  fileprivate var isToken: Bool {
    for index in indices where !self[index].isTokenCharacter { return false }
    return !isEmpty
  }

  /// Whether any byte would end a field line.
  fileprivate var holdsLineEnd: Bool {
    var start = 0
    while let index = firstControl(from: start) {
      if self[index].endsFieldLine { return true }
      start = index &+ 1
    }
    return false
  }
}
