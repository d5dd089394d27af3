import Bytes
import JSON

/// Where the members of a line stand in its text: what is enough to judge and to index it, without making values.
struct LineTable {
  private(set) var document = JSONDocument()
  private(set) var kind = LineKind.head
  /// When it happened, in microseconds since the start.
  private(set) var time: Int64 = 0
  private var nodes = [JSONDocument.Node?](repeating: nil, count: LineMember.all.count)

  /// Reads a line that is not the head.
  ///
  /// - Throws: What is wrong with it, as `FixtureLine` tells it.
  mutating func read(_ text: Span<UInt8>, line: Int) throws(FixtureError) {
    if isSound(text) { return }
    // Unusual or wrong; in the one order and spelling that lines are written in, every right one is usual.
    let whole = try FixtureLine(parsing: text, line: line)
    if case .head = whole.content {
      throw FixtureError(line: line, "'head' must be the first line")
    }
    _ = isSound(whole.serialized().span)
    kind = whole.kind
    time = LineTime.microseconds(whole.time)
  }

  subscript(member: LineMember) -> JSONDocument.Node? { nodes[member.rawValue] }

  /// A text without its escapes; empty when there is none.
  func text(_ member: LineMember) -> String {
    self[member].flatMap { document.string(of: $0) } ?? ""
  }

  func count(_ member: LineMember) -> Int? {
    self[member].flatMap { document.integer(of: $0) }.flatMap { Int(exactly: $0) }
  }

  /// Whether a member is true.
  func truth(_ member: LineMember) -> Bool {
    self[member].map { document.kind(of: $0) == .true } ?? false
  }

  /// Who spoke; nil for remarks.
  var direction: Direction? {
    switch kind {
    case .req, .up: .toServer
    case .res: .toClient
    case .open, .ev, .ack, .shut: word(.dir) == LineTable.toServer ? .toServer : .toClient
    case .head, .room, .note, .end: nil
    }
  }

  static let toServer = PackedWord.of(Direction.toServer.rawValue)
  static let error = PackedWord.of("messageError")
  static let toClient = PackedWord.of(Direction.toClient.rawValue)

  /// A short text as it is written.
  func word(_ member: LineMember) -> UInt128? {
    guard let node = self[member], document.kind(of: node) == .string else { return nil }
    let range = document.rawRange(of: node)
    return PackedWord.read(document.bytes.span, range.lowerBound + 1..<range.upperBound - 1)
  }
}

extension LineTable {
  /// Finds the members; answers whether all is as it should be.
  ///
  /// When it is not, a thorough look has to tell what is wrong, if anything.
  private mutating func isSound(_ text: Span<UInt8>) -> Bool {
    do throws(JSONError) { try document.parse(text) } catch { return false }
    for index in nodes.indices { nodes[index] = nil }
    guard document.kind(of: document.root) == .object, var found = findMembers() else {
      return false
    }
    guard let word = word(.k), let rule = LineRule.all.first(where: { $0.word == word }),
      found & rule.needed == rule.needed, found & ~rule.allowed == 0
    else { return false }
    kind = rule.kind
    while found != 0 {
      let member = LineMember.all[found.trailingZeroBitCount]
      guard let node = self[member], takes(node, as: member.shape) else { return false }
      found &= found &- 1
    }
    return self[.args].map { !mayHavePlaceholders(document.rawRange(of: $0)) } ?? true
  }

  private static let placeholder = Array("_placeholder".utf8)

  /// Whether there may be places for attachments among some arguments, escaped letters being any.
  private func mayHavePlaceholders(_ range: Range<Int>) -> Bool {
    let text = document.bytes.span.extracting(range)
    let mark = LineTable.placeholder.span
    for index in text.indices {
      if text[index] == ASCII.backslash, index + 1 < text.count,
        text[index + 1] == UInt8(ascii: "u")
      {
        return true
      }
      guard text[index] == mark[0], index + mark.count <= text.count else { continue }
      if mark.indices.allSatisfy({ text[index + $0] == mark[$0] }) { return true }
    }
    return false
  }

  /// The bits of the members there are; nil when one is unknown or there twice.
  private mutating func findMembers() -> UInt32? {
    var found: UInt32 = 0
    for (key, value) in document.members(of: document.root) {
      let range = document.rawRange(of: key)
      let name = range.lowerBound + 1..<range.upperBound - 1
      guard let word = PackedWord.read(document.bytes.span, name),
        let place = LineMember.words.firstIndex(of: word)
      else { return nil }
      let bit = UInt32(1) << UInt32(place)
      guard found & bit == 0 else { return nil }
      found |= bit
      nodes[place] = value
    }
    return found
  }

  private mutating func takes(_ node: JSONDocument.Node, as shape: LineMember.Shape) -> Bool {
    let kind = document.kind(of: node)
    switch shape {
    case .anything: return true
    case .intricate: return false
    case .text: return kind == .string
    case .list: return kind == .array
    case .truth: return kind == .true || kind == .false
    case .count: return document.integer(of: node).map { $0 >= 0 } ?? false
    case .status: return count(.status).map(RecordedResponse.isPossible) ?? false
    case .direction:
      let word = word(.dir)
      return word == LineTable.toServer || word == LineTable.toClient
    case .headers:
      return kind == .object
        && document.members(of: node).allSatisfy { isHeader($0.value) }
    case .time:
      guard kind == .number, let time = microseconds(document.rawRange(of: node)) else {
        return false
      }
      self.time = time
      return true
    }
  }

  private func isHeader(_ node: JSONDocument.Node) -> Bool {
    if document.kind(of: node) == .string { return true }
    return document.kind(of: node) == .array
      && document.elements(of: node).allSatisfy { document.kind(of: $0) == .string }
  }

  /// A number of milliseconds with at most three digits behind the point; nil when it is written in another way.
  private func microseconds(_ range: Range<Int>) -> Int64? {
    let text = document.bytes.span.extracting(range)
    var value: Int64 = 0
    var decimals: Int?
    guard text.count <= 16 else { return nil }
    for index in text.indices {
      if text[index] == ASCII.period, decimals == nil {
        decimals = 0
        continue
      }
      guard ASCII.isDigit(text[index]) else { return nil }
      value = value &* 10 &+ Int64(text[index] &- ASCII.zero)
      decimals = decimals.map { $0 + 1 }
    }
    switch decimals ?? 0 {
    case 0: value &*= 1_000
    case 1: value &*= 100
    case 2: value &*= 10
    case 3: break
    default: return nil
    }
    return value < 3_200_000_000_000_000 ? value : nil
  }
}
