import Bytes
import JSON

extension [UInt8] {
  /// Appends a member that is a part of the protocol.
  mutating func appendJSONMember(_ key: StaticString, part: (some JSONRepresentable)?) {
    guard let part else { return }
    appendJSONKey(key)
    part.append(to: &self)
  }

  /// Appends a member that is a list of parts of the protocol.
  mutating func appendJSONMember(_ key: StaticString, list: [some JSONRepresentable]?) {
    guard let list else { return }
    appendJSONKey(key)
    appendJSONList(list) { part, output in part.append(to: &output) }
  }

  /// Appends a member that is a list of texts.
  mutating func appendJSONMember(_ key: StaticString, texts: [String]?) {
    guard let texts else { return }
    appendJSONKey(key)
    appendJSONList(texts) { text, output in output.appendJSONString(text) }
  }

  /// Appends a member that is a moment, in milliseconds.
  mutating func appendJSONMember(_ key: StaticString, milliseconds moment: Timestamp?) {
    appendJSONMember(key, moment?.milliseconds)
  }

  /// Appends a member that is a moment, as a date text.
  mutating func appendJSONMember(_ key: StaticString, date moment: Timestamp?) {
    guard let moment else { return }
    appendJSONMember(key, ofAtMost: Timestamp.longestText + 2) { output in
      output.append(ASCII.quote)
      moment.appendISO(to: &output)
      output.append(ASCII.quote)
    }
  }

  private mutating func appendJSONList<Part>(
    _ list: [Part], _ appendPart: (Part, inout [UInt8]) -> Void
  ) {
    append(ASCII.leftBracket)
    for (position, part) in list.enumerated() {
      if position > 0 { append(ASCII.comma) }
      appendPart(part, &self)
    }
    append(ASCII.rightBracket)
  }
}
