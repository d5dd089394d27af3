import Bytes

/// Writing objects member by member, without a tree.
///
/// A comma is put before a member or element unless a bracket has just been opened: no value ends with one, so
/// the last byte tells. Keys are written as they are and must need no escapes. A nil value leaves the member
/// out, as JavaScript leaves out what is undefined.
extension [UInt8] {
  /// Appends `{`.
  public mutating func beginJSONObject() { append(ASCII.leftBrace) }

  /// Appends `}`.
  public mutating func endJSONObject() { append(ASCII.rightBrace) }

  /// Appends a key and its colon; a value must follow.
  public mutating func appendJSONKey(_ key: StaticString) {
    appendJSONMember(key, ofAtMost: 0) { _ in }
  }

  /// Appends a member whose value `write` writes into room for `count` bytes.
  public mutating func appendJSONMember(
    _ key: StaticString, ofAtMost count: Int, _ write: (inout OutputSpan<UInt8>) -> Void
  ) {
    let isFirst = last == ASCII.leftBrace
    append(addingCapacity: key.utf8CodeUnitCount &+ 4 &+ count) { output in
      if !isFirst { output.append(ASCII.comma) }
      output.append(ASCII.quote)
      output.append(ascii: key)
      output.append(ASCII.quote)
      output.append(ASCII.colon)
      write(&output)
    }
  }

  /// Appends a member that is a string.
  public mutating func appendJSONMember(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    let isWritten = unsafe value.utf8.withContiguousStorageIfAvailable { text in
      unsafe appendPlainMember(key, text.span)
    }
    guard isWritten != true else { return }
    appendJSONKey(key)
    appendJSONString(value)
  }

  /// Appends a member that is a string without anything to escape; false when there is something.
  private mutating func appendPlainMember(_ key: StaticString, _ text: Span<UInt8>) -> Bool {
    guard JSONText.endOfUnescaped(in: text, from: 0) == text.count else { return false }
    appendJSONMember(key, ofAtMost: text.count &+ 2) { output in
      output.append(ASCII.quote)
      output.append(copying: text)
      output.append(ASCII.quote)
    }
    return true
  }

  /// Appends a member that is a truth value.
  public mutating func appendJSONMember(_ key: StaticString, _ value: Bool?) {
    guard let value else { return }
    appendJSONKey(key)
    append(ascii: value ? "true" : "false")
  }

  /// Appends a member that is a whole number.
  public mutating func appendJSONMember(_ key: StaticString, _ value: Int64?) {
    guard let value else { return }
    appendJSONMember(key, ofAtMost: 20) { output in output.append(decimal: value) }
  }

  /// Appends a member that is a whole number.
  public mutating func appendJSONMember(_ key: StaticString, _ value: Int?) {
    appendJSONMember(key, value.map { Int64($0) })
  }

  /// Appends a member that is a number written as JavaScript does; `null` for what JSON cannot hold.
  public mutating func appendJSONMember(_ key: StaticString, _ value: Double?) {
    guard let whole = value.flatMap(JavaScriptNumber.wholeNumber) else {
      return appendJSONMember(key, value.map { JSON($0) })
    }
    appendJSONMember(key, whole)
  }

  /// Appends a member that is any value.
  public mutating func appendJSONMember(_ key: StaticString, _ value: JSON?) {
    guard let value else { return }
    appendJSONKey(key)
    value.append(to: &self)
  }
}
