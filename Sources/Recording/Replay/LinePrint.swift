import Bytes
import JSON

/// Reckons what a client's line has in common with everything that it may fit: a number made of all values but those
/// in which names stand.
///
/// Where names stand is the line's template. Of something that a live client does a number is made for each template
/// of the lines that it may be; where the number is another, the two cannot fit. Where it is the same, `Likeness`
/// decides.
struct LinePrint {
  /// What stands for a value that is left out.
  private static let blank: UInt64 = 0x5851_F42D_4C95_7F2D
  private static let bodyPath: UInt64 = 11
  private static let queryPath: UInt64 = 12
  /// The place of a body that any other fits.
  private static let anyBodyPath: UInt64 = 13

  /// The places to leave out; nil to find them.
  private let template: [UInt64]?
  /// The places at which names were found.
  private(set) var found: [UInt64] = []

  init(leavingOut template: [UInt64]? = nil) { self.template = template }

  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = (left ^ (right &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return sum ^ sum >> 32
  }

  static func hash(_ text: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 29
  }

  /// Whether a value is left out: it is in the template, or holds a name and so comes into it.
  private mutating func leavesOut(_ path: UInt64, _ holdsName: @autoclosure () -> Bool) -> Bool {
    if let template { return template.contains(path) }
    guard holdsName() else { return false }
    found.append(path)
    return true
  }

  /// Whether a name may stand in a text.
  private static func holdsName(_ text: some Sequence<UInt8>) -> Bool {
    var isOpen = false
    for byte in text {
      if isOpen, byte &- 0x61 < 26 || byte == UInt8(ascii: "!") { return true }
      isOpen = byte == ASCII.leftBrace
    }
    return false
  }
}

extension LinePrint {
  mutating func value(_ document: JSONDocument, _ node: JSONDocument.Node?) -> UInt64 {
    guard let node else { return UInt64(JSONDocument.Kind.null.rawValue) }
    return value(document, node, LinePrint.bodyPath)
  }

  private mutating func value(
    _ document: JSONDocument, _ node: JSONDocument.Node, _ path: UInt64
  ) -> UInt64 {
    let kind = document.kind(of: node)
    let start = UInt64(kind.rawValue)
    switch kind {
    case .null, .true, .false:
      return leavesOut(path, false) ? LinePrint.blank : start
    case .number:
      let text = document.bytes[document.rawRange(of: node)]
      return leavesOut(path, false)
        ? LinePrint.blank : LinePrint.mix(start, LinePrint.hash(text))
    case .string:
      let text = LinePrint.text(document, node)
      return leavesOut(path, LinePrint.holdsName(text))
        ? LinePrint.blank : LinePrint.mix(start, LinePrint.hash(text))
    case .array:
      if leavesOut(path, false) { return LinePrint.blank }
      var hash = LinePrint.mix(start, UInt64(document.count(of: node)))
      var place: UInt64 = 0
      for element in document.elements(of: node) {
        place &+= 1
        hash = LinePrint.mix(hash, value(document, element, LinePrint.mix(path, place)))
      }
      return hash
    case .object:
      let hasNamedKey = document.members(of: node).contains { key, _ in
        LinePrint.holdsName(LinePrint.text(document, key))
      }
      if leavesOut(path, hasNamedKey) { return LinePrint.blank }
      // In whatever order members stand, the sum is the same.
      var sum = LinePrint.mix(start, UInt64(document.count(of: node)))
      for (key, member) in document.members(of: node) {
        let name = LinePrint.hash(LinePrint.text(document, key))
        let hash = value(document, member, LinePrint.mix(path, name))
        sum &+= LinePrint.mix(name, hash)
      }
      return sum
    }
  }

  /// The bytes of a string without quotes and escapes.
  private static func text(
    _ document: JSONDocument, _ node: JSONDocument.Node
  ) -> ArraySlice<UInt8> {
    let range = document.rawRange(of: node)
    let raw = document.bytes[range.lowerBound + 1..<range.upperBound - 1]
    guard raw.contains(ASCII.backslash) else { return raw }
    return Array((document.string(of: node) ?? "").utf8)[...]
  }
}

extension LinePrint {
  /// What the body of a request is, before it is reckoned with.
  enum Body {
    case none, bytes, omitted
    case json(JSONDocument, JSONDocument.Node)
    case text(String)
  }

  mutating func request(target: String, _ body: Body) -> UInt64 {
    LinePrint.mix(query(target), self.body(body))
  }

  private mutating func body(_ body: Body) -> UInt64 {
    // An omitted body fits all, and every client separates the parts of a form in its own way.
    let isAny = template?.contains(LinePrint.anyBodyPath) ?? false
    if isAny { return LinePrint.blank }
    switch body {
    case .none: return 1
    case .bytes: return 2
    case .omitted:
      _ = leavesOut(LinePrint.anyBodyPath, true)
      return LinePrint.blank
    case .text(let text):
      let bytes = Array(text.utf8)
      if text.contains(RecordedBody.formMark) {
        _ = leavesOut(LinePrint.anyBodyPath, true)
        return LinePrint.blank
      }
      return leavesOut(LinePrint.bodyPath, LinePrint.holdsName(bytes))
        ? LinePrint.blank : LinePrint.mix(3, LinePrint.hash(bytes))
    case .json(let document, let node):
      return LinePrint.mix(4, value(document, node, LinePrint.bodyPath))
    }
  }

  private mutating func query(_ target: String) -> UInt64 {
    let items =
      Array(target.utf8).split(
        separator: ASCII.questionMark, maxSplits: 1, omittingEmptySubsequences: false
      ).dropFirst().first?.split(separator: ASCII.ampersand) ?? []
    var sum = UInt64(items.count)
    for item in items {
      let name = LinePrint.hash(item.prefix { $0 != ASCII.equals })
      let isOut = leavesOut(
        LinePrint.mix(LinePrint.queryPath, name), LinePrint.holdsName(item))
      sum &+= LinePrint.mix(name, isOut ? LinePrint.blank : LinePrint.hash(item))
    }
    return sum
  }
}
