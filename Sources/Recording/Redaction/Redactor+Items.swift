import Bytes
import JSON

/// Queries, and forms written like one.
extension Redactor {
  /// Whether the body of a line is a form, as its header fields say.
  static func isForm(_ line: JSONObject) -> Bool {
    line["headers"]?.objectValue?.contains { field in
      field.key.lowercased() == "content-type"
        && field.value.stringValue?.lowercased().hasPrefix("application/x-www-form-urlencoded")
          == true
    } == true
  }

  /// A target whose query has lost the values of telling names, which may be percent-encoded (RFC 3986 §2.1).
  mutating func withoutQuerySecrets(_ target: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let query = parts.dropFirst().first else { return target }
    return "\(parts[0])?\(withoutItemSecrets(query))"
  }

  /// A query, or a form written like one, that has lost them; ids under names that need not tell of secrets stay.
  mutating func withoutItemSecrets(_ query: Substring) -> String {
    let items = query.split(separator: "&", omittingEmptySubsequences: false).map { item in
      (item, key: item.prefix { $0 != "=" })
    }
    let names = items.map { PercentCoding.decode(String($0.key)) ?? String($0.key) }
    let isGrant = SecretKeys.areGrant(names, inQuery: true)
    return zip(items, names).map { part, key in
      let value = String(part.0.dropFirst(part.key.count + 1))
      guard !value.isEmpty else { return String(part.0) }
      let goes = isTakenOut(value, under: key, ofGrant: isGrant)
      return "\(part.key)=\(goes ? name(value) : withoutEncodedSecrets(value))"
    }.joined(separator: "&")
  }

  private func isTakenOut(_ value: String, under key: String, ofGrant isGrant: Bool) -> Bool {
    keys.contains(item: key, ofGrant: isGrant)
      && (keys.contains(key) || !FixtureToken.isIdentifier(value))
  }

  /// The value of an item without the secrets that show once it is decoded, such as one in the query of an address.
  ///
  /// A secret that something follows takes the whole value with it: on replay it may be anything, and nothing in a
  /// text that is still encoded would tell where it ends.
  private mutating func withoutEncodedSecrets(_ value: String) -> String {
    let item = EncodedItem(value)
    guard item.mayHoldMore else { return value }
    let found = secrets(in: item)
    guard let start = found.first?.lowerBound else { return value }
    // The secrets themselves are looked for elsewhere from now on.
    let names = found.map { name(String(decoding: item.bytes[$0], as: UTF8.self)) }
    guard found.allSatisfy({ $0 == start..<item.bytes.count }), let last = names.first else {
      return name(value)
    }
    return String(decoding: item.encoded[..<item.places[start]], as: UTF8.self) + last
  }

  private func secrets(in item: EncodedItem) -> [Range<Int>] {
    var found = SecretShapes.findings(in: item.bytes, keys: keys).map(\.range)
    let parts = item.parts
    let isGrant = SecretKeys.areGrant(parts.map(\.name), inQuery: true)
    for part in parts {
      let value = String(decoding: item.bytes[part.value], as: UTF8.self)
      if isTakenOut(value, under: part.name, ofGrant: isGrant) { found.append(part.value) }
    }
    // What stands there as it is gets its name with all other texts.
    if let known = literals.firstMatch(in: item.bytes), !beginsNamed(item.encoded) {
      found.append(known)
    }
    return found.filter { !FixtureToken.isSecret(String(decoding: item.bytes[$0], as: UTF8.self)) }
  }
}

/// The value of an item of a query or form, decoded once.
private struct EncodedItem {
  let encoded: [UInt8]
  /// What it says.
  private(set) var bytes: [UInt8] = []
  /// Where each of these bytes begins in what is encoded.
  private(set) var places: [Int] = []

  init(_ value: String) {
    encoded = Array(value.utf8)
    var index = 0
    while index < encoded.count {
      places.append(index)
      if let byte = EncodedItem.byte(encoded, index) {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(encoded[index] == ASCII.plus ? ASCII.space : encoded[index])
        index += 1
      }
    }
  }

  /// Whether it says more than what it looks like, or has items itself.
  var mayHoldMore: Bool { bytes != encoded || bytes.contains(ASCII.equals) }

  /// The items within it, when it is an address or a query: their names, and where their values stand.
  var parts: [(name: String, value: Range<Int>)] {
    bytes.split { EncodedItem.isBetweenItems($0) }.compactMap { part in
      guard let sign = part.firstIndex(of: ASCII.equals), sign + 1 < part.endIndex else {
        return nil
      }
      let name = String(decoding: part[..<sign], as: UTF8.self)
      return (PercentCoding.decode(name) ?? name, sign + 1..<part.endIndex)
    }
  }

  private static func isBetweenItems(_ byte: UInt8) -> Bool {
    byte == ASCII.ampersand || byte == ASCII.questionMark || byte == UInt8(ascii: "#")
  }

  /// The byte that `%XX` stands for; nil when none begins here.
  private static func byte(_ bytes: [UInt8], _ index: Int) -> UInt8? {
    guard bytes[index] == ASCII.percent, index + 2 < bytes.count,
      let high = Hex.value(of: bytes[index + 1]), let low = Hex.value(of: bytes[index + 2])
    else { return nil }
    return high << 4 | low
  }
}
