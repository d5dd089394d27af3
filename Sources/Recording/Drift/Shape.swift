import ElizaModel
import JSON

/// What a value is like, whatever it says: its type, the members of objects, and for a list all that its
/// elements are like together.
struct Shape {
  struct Kinds: OptionSet, Hashable {
    let rawValue: UInt8

    static let null = Kinds(rawValue: 1)
    static let bool = Kinds(rawValue: 2)
    static let number = Kinds(rawValue: 4)
    static let text = Kinds(rawValue: 8)
    static let list = Kinds(rawValue: 16)
    static let object = Kinds(rawValue: 32)
    /// What was taken out of the recording may have been of any type.
    static let secret = Kinds(rawValue: 64)

    private static let names: [(Kinds, String)] = [
      (.object, "an object"), (.list, "a list"), (.text, "a text"), (.number, "a number"),
      (.bool, "true or false"), (.secret, "a secret"), (.null, "null"),
    ]

    var words: String {
      Kinds.names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
    }
  }

  private(set) var kinds: Kinds = []
  /// The names of members, in the order in which they appeared.
  private(set) var names: [String] = []
  private(set) var members: [String: Shape] = [:]
  /// What the elements of lists are like; empty when there was none.
  private(set) var elements: [Shape] = []
  /// How many values were looked at.
  private(set) var count = 0
  private var objects = 0

  /// The name of all members whose names are ids.
  static let anyName = "*"

  /// Looks at a recorded value.
  init(recorded json: JSON) {
    self.init(json, isRecorded: true) { name in
      var hasName = false
      Mentions.visit(name) { _ in hasName = true }
      return hasName
    }
  }

  /// Looks at a value that a server has sent; `isID` tells names of members that are ids.
  init(live json: JSON, isID: (String) -> Bool) {
    self.init(json, isRecorded: false) { Identifier.isUUID($0) || isID($0) }
  }

  private init(_ json: JSON, isRecorded: Bool, isID: (String) -> Bool) {
    count = 1
    switch json {
    case .null: kinds = .null
    case .bool: kinds = .bool
    case .number: kinds = .number
    case .string(let text): kinds = isRecorded ? Shape.kind(ofRecorded: text) : .text
    case .array(let list):
      kinds = .list
      for element in list { addElement(Shape(element, isRecorded: isRecorded, isID: isID)) }
    case .object(let object):
      kinds = .object
      objects = 1
      for member in object {
        add(
          Shape(member.value, isRecorded: isRecorded, isID: isID),
          named: isID(member.key) ? Shape.anyName : member.key)
      }
    }
  }

  /// Whether a member is not in every object.
  func isOptional(_ name: String) -> Bool { members[name].map { $0.count < objects } ?? true }

  /// Adds what another value is like.
  mutating func merge(_ other: Shape) {
    kinds.formUnion(other.kinds)
    count += other.count
    objects += other.objects
    for name in other.names {
      if let member = other.members[name] { add(member, named: name) }
    }
    for element in other.elements { addElement(element) }
  }

  private mutating func add(_ member: Shape, named name: String) {
    guard var known = members[name] else {
      names.append(name)
      members[name] = member
      return
    }
    known.merge(member)
    members[name] = known
  }

  private mutating func addElement(_ element: Shape) {
    if elements.isEmpty { elements.append(element) } else { elements[0].merge(element) }
  }

  private static func kind(ofRecorded text: String) -> Kinds {
    let bytes = Array(text.utf8)
    guard let (token, end) = FixtureToken.read(bytes[...]), end == bytes.count else { return .text }
    switch token {
    case .epoch: return .number
    case .secret: return .secret
    case .id, .time, .digits: return .text
    }
  }
}
