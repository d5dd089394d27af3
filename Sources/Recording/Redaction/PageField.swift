import Bytes

/// The fields of pages whose names say that their values are secrets: `<input name="csrf_token" value="…">`,
/// `<meta name="csrf-token" content="…">`, and the other way round; and elements such as `<password>…</password>`.
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

  /// What stands in the element whose telling name is at `word`; nil when that is no element.
  ///
  /// Nothing is read beyond the next tag, so that a run of tags is read once.
  static func content(_ bytes: [UInt8], _ word: Range<Int>, _ keys: SecretKeys) -> Range<Int>? {
    guard beginsTag(bytes, word.lowerBound),
      bytes[word.upperBound] == greater || bytes[word.upperBound] <= ASCII.space,
      keys.contains(String(decoding: bytes[word], as: UTF8.self)),
      let end = bytes[word.upperBound...].firstIndex(where: { $0 == greater || $0 == less }),
      bytes[end] == greater
    else { return nil }
    let rest = bytes[(end + 1)...]
    let isData = rest.starts(with: data)
    let value = rest.dropFirst(isData ? data.count : 0)
    // What has been given a name already is no secret.
    guard FixtureToken.read(value) == nil else { return nil }
    if isData {
      let stop = value.firstRange(of: dataEnd)?.lowerBound ?? value.endIndex
      return stop > value.startIndex ? value.startIndex..<stop : nil
    }
    guard let stop = value.firstIndex(of: less), stop > value.startIndex,
      bytes[stop...].dropFirst().first == ASCII.slash,
      let close = bytes[stop...].prefix(word.count + 64).firstIndex(of: greater),
      bytes[stop..<close].suffix(word.count).elementsEqual(bytes[word])
    else { return nil }
    return value.startIndex..<stop
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let data = Array("<![CDATA[".utf8)
  private static let dataEnd = Array("]]>".utf8)

  /// Whether the name at `index` is that of an element, behind the prefix of a namespace or without one.
  private static func beginsTag(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index > 0 else { return false }
    guard bytes[index - 1] == ASCII.colon else { return bytes[index - 1] == less }
    return bytes[..<(index - 1)].suffix(40).last { !$0.isWord } == less
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
