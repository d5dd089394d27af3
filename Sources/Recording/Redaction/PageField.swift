import Bytes

/// The fields of pages whose names say that their values are secrets: `<input name="csrf_token" value="…">`,
/// `<meta name="csrf-token" content="…">`, and the other way round.
enum PageField {
  /// How much of a tag is looked at, in bytes.
  private static let reach = 2_048
  private static let name = Array("name".utf8)
  private static let values = [Array("value".utf8), Array("content".utf8)]

  /// The secret value that stands in or behind the attribute whose name is at `word`; nil when there is none.
  static func value(_ bytes: [UInt8], _ word: Range<Int>, _ keys: SecretKeys) -> Range<Int>? {
    let isName = bytes[word].elementsEqual(name)
    guard isName || values.contains(where: { bytes[word].elementsEqual($0) }),
      let own = quoted(bytes, word.upperBound)
    else { return nil }
    let rest = bytes[own.upperBound...].prefix(reach)
    guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
      bytes[end] == UInt8(ascii: ">")
    else { return nil }
    let others = isName ? values : [name]
    guard let other = others.lazy.compactMap({ attribute($0, rest[..<end], bytes) }).first else {
      return nil
    }
    let (key, value) = isName ? (own, other) : (other, own)
    guard key.count <= 64, keys.contains(String(decoding: bytes[key], as: UTF8.self)),
      !value.isEmpty, FixtureToken.read(bytes[value.lowerBound...]) == nil
    else { return nil }
    return value
  }

  /// The value of an attribute in what is left of a tag.
  private static func attribute(
    _ name: [UInt8], _ tag: ArraySlice<UInt8>, _ bytes: [UInt8]
  ) -> Range<Int>? {
    guard let place = tag.firstRange(of: [ASCII.space] + name + [ASCII.equals]) else { return nil }
    return quoted(bytes, place.upperBound - 1)
  }

  /// What stands between the quotes behind the equals sign at `index`.
  private static func quoted(_ bytes: [UInt8], _ index: Int) -> Range<Int>? {
    guard index + 1 < bytes.count, bytes[index] == ASCII.equals else { return nil }
    let quote = bytes[index + 1]
    guard quote == ASCII.quote || quote == UInt8(ascii: "'") else { return nil }
    let rest = bytes[(index + 2)...].prefix(reach)
    return rest.firstIndex(of: quote).map { index + 2..<$0 }
  }
}
