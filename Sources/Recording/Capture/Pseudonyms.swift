import Bytes
import ElizaModel
import JSON

/// Replaces ids and times by what is the same in every recording: `{session:1}`, `{time:+1800000}`.
///
/// Ids are numbered by kind in the order in which they appear, one for one, and are found wherever they stand
/// within a text. Whatever text already looks like such a name gets a `!` in it, so that it stays what it is.
struct Pseudonyms {
  /// How far from the start of the recording a number still counts as a moment, in milliseconds.
  private static let span: Int64 = 400 * 86_400_000

  private let start: Timestamp
  /// Whether secrets were taken out before, so that what looks like the name of one is one.
  private let knowsSecrets: Bool
  private var names: [String: String] = [:]
  private var counts: [String: Int] = [:]

  init(start: Timestamp, knowsSecrets: Bool) {
    self.start = start
    self.knowsSecrets = knowsSecrets
  }

  /// The name of an id that is known.
  func name(of id: String) -> String? { names[id] }

  /// The name of an id, a new one of `kind` when it is not known.
  mutating func name(_ id: String, kind: String) -> String {
    if let name = names[id] { return name }
    let count = (counts[kind] ?? 0) + 1
    counts[kind] = count
    let name = "{\(kind):\(count)}"
    names[id] = name
    return name
  }

  /// A value with everything in it replaced; `key` is the key it stands under, or the name of the event.
  mutating func replaced(_ json: JSON, key: String, parent: String) -> JSON {
    switch json {
    case .null, .bool: return json
    case .number(let number): return offset(of: number).map { "{epoch:\($0)}" } ?? json
    case .string(let text): return .string(replaced(text, key: key, parent: parent))
    case .array(let elements):
      return .array(elements.map { replaced($0, key: key, parent: parent) })
    case .object(let object):
      let owner = key.isEmpty ? parent : key
      var result = JSONObject()
      for member in object {
        result[replaced(member.key, key: "", parent: "")] =
          replaced(member.value, key: member.key, parent: owner)
      }
      return .object(result)
    }
  }

  /// A text with everything in it replaced.
  mutating func replaced(_ text: String, key: String, parent: String) -> String {
    if IdentifierKind.takesAnyText(key), !text.isEmpty,
      !(knowsSecrets && FixtureToken.isSecret(text))
    {
      return name(text, kind: IdentifierKind.named(by: key) ?? "id")
    }
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { ASCII.isDigit($0) || $0 == ASCII.leftBrace }) || !names.isEmpty
    else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      index = step(bytes, index, key: key, parent: parent, &output)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Copies or replaces what stands at `index`; gives the place behind it.
  private mutating func step(
    _ bytes: [UInt8], _ index: Int, key: String, parent: String, _ output: inout [UInt8]
  ) -> Int {
    if bytes[index] == ASCII.leftBrace {
      output.append(ASCII.leftBrace)
      if isText(bytes[index...]) { output.append(UInt8(ascii: "!")) }
      return index + 1
    }
    guard bytes[index].isWord else {
      output.append(bytes[index])
      return index + 1
    }
    if let end = time(bytes, index, &output) { return end }
    let end = bytes[index...].firstIndex { !$0.isWord } ?? bytes.count
    let word = bytes[index..<end]
    if end - index >= 8, let name = names[String(decoding: word, as: UTF8.self)] {
      output.append(utf8: name)
    } else if end - index >= 36 {
      replaceUUIDs(in: bytes, index..<end, key: key, parent: parent, &output)
    } else {
      output.append(contentsOf: word)
    }
    return end
  }

  /// Whether the name that `bytes` begin with is none of ours.
  private func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let token = FixtureToken.marked(bytes) else { return false }
    if knowsSecrets, case .secret = token { return false }
    return true
  }

  private mutating func replaceUUIDs(
    in bytes: [UInt8], _ range: Range<Int>, key: String, parent: String, _ output: inout [UInt8]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let end = index + 36
      if end <= range.upperBound, end == range.upperBound || !bytes[end].isAlphanumeric,
        index == range.lowerBound || !bytes[index - 1].isAlphanumeric
      {
        let id = String(decoding: bytes[index..<end], as: UTF8.self)
        if Identifier.isUUID(id) {
          output.append(utf8: name(uuid: id, in: bytes, at: index, key: key, parent: parent))
          index = end
          continue
        }
      }
      output.append(bytes[index])
      index += 1
    }
  }

  private mutating func name(
    uuid: String, in bytes: [UInt8], at index: Int, key: String, parent: String
  ) -> String {
    guard uuid != Identifier.defaultMessageServer else { return uuid }
    if let name = names[uuid] { return name }
    let kind =
      TextContext.kind(in: bytes, before: index) ?? IdentifierKind.named(by: key)
      ?? (key == "id" || key.isEmpty ? IdentifierKind.named(by: parent) : nil) ?? "id"
    return name(uuid, kind: kind)
  }

  /// Replaces a moment that begins at `index`, at the beginning of a word; nil when there is none.
  private func time(_ bytes: [UInt8], _ index: Int, _ output: inout [UInt8]) -> Int? {
    guard ASCII.isDigit(bytes[index]), index == 0 || !bytes[index - 1].isWord else { return nil }
    if index + 24 <= bytes.count, bytes[index + 10] == UInt8(ascii: "T"),
      bytes[index + 23] == UInt8(ascii: "Z")
    {
      let text = String(decoding: bytes[index..<index + 24], as: UTF8.self)
      if let moment = Timestamp(isoText: text), moment.isoText == text {
        output.append(utf8: "{time:\(FixtureToken.signed(start.milliseconds(to: moment)))}")
        return index + 24
      }
    }
    let end = bytes[index...].firstIndex { !ASCII.isDigit($0) } ?? bytes.count
    guard end - index == 13, end == bytes.count || !bytes[end].isWord else { return nil }
    let number = JSONNumber(String(decoding: bytes[index..<end], as: UTF8.self))
    guard let offset = number.flatMap({ offset(of: $0) }) else { return nil }
    output.append(utf8: "{digits:\(offset)}")
    return end
  }

  private func offset(of number: JSONNumber) -> String? {
    guard number.text.utf8.count == 13, let value = Int64(number.text) else { return nil }
    let offset = start.milliseconds(to: Timestamp(milliseconds: value))
    return offset.magnitude <= Pseudonyms.span.magnitude ? FixtureToken.signed(offset) : nil
  }
}

extension UInt8 {
  /// Whether the byte is a letter, a digit, `_` or `-`.
  var isWord: Bool { isAlphanumeric || self == 0x5F || self == ASCII.minus }

  /// Whether the byte is a letter or a digit.
  var isAlphanumeric: Bool {
    ASCII.isDigit(self) || 0x61...0x7A ~= ASCII.lowercased(self)
  }
}
