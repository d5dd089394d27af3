/// The members of a JSON object, in the order of the text.
///
/// As in JavaScript a repeated key has its last value at its first place. Unlike in JavaScript, keys that look
/// like array indices keep their place too. Two objects are equal when they hold the same members in any order
/// (RFC 8259 §1: an unordered collection); compare `JSON.text` where the order matters.
public struct JSONObject: Sendable {
  /// One name with its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let key: String
    /// The value.
    public var value: JSON
  }

  /// Above this many members an index is kept, so that a hostile object costs no quadratic time.
  private static let indexingThreshold = 16

  private var members: [Member] = []
  private var positions: [JSONKey: Int] = [:]

  /// Makes an object without members.
  public init() {}

  /// Makes an object of pairs; of a repeated key the last value counts.
  public init(_ pairs: some Sequence<(String, JSON)>) {
    for (key, value) in pairs { self[key] = value }
  }

  /// The value of `key`; nil where there is none.
  ///
  /// Setting a new key appends it, setting a known one keeps its place; setting nil removes it, so that an
  /// undefined value is absent.
  public subscript(key: String) -> JSON? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// The keys, in order.
  public var keys: [String] { members.map(\.key) }

  private func position(of key: String) -> Int? {
    guard positions.isEmpty else { return positions[JSONKey(text: key)] }
    return members.firstIndex { JSONKey.areEqual($0.key, key) }
  }

  mutating func reserveCapacity(_ count: Int) {
    members.reserveCapacity(count)
  }

  private mutating func append(_ key: String, _ value: JSON) {
    members.append(Member(key: key, value: value))
    if !positions.isEmpty {
      positions[JSONKey(text: key)] = members.count - 1
    } else if members.count > JSONObject.indexingThreshold {
      indexMembers()
    }
  }

  private mutating func remove(at position: Int) {
    members.remove(at: position)
    if !positions.isEmpty { indexMembers() }
  }

  private mutating func indexMembers() {
    positions.removeAll(keepingCapacity: true)
    for (position, member) in members.enumerated() {
      positions[JSONKey(text: member.key)] = position
    }
  }
}

extension JSONObject: RandomAccessCollection {
  /// Zero.
  public var startIndex: Int { 0 }
  /// The number of members.
  public var endIndex: Int { members.count }
  /// The member at a place.
  public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: Hashable {
  /// Whether both hold the same members, in whatever order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  /// Feeds the members to `hasher` so that their order does not show.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(members.reduce(0) { $0 ^ $1.hashValue })
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object of the pairs written down.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements)
  }
}
