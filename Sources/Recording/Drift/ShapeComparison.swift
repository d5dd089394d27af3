import Bytes
import JSON

/// Finds how the shape of what a server says differs from that of what was recorded.
struct ShapeComparison {
  /// One difference.
  struct Difference: Hashable {
    let kind: DriftFinding.Kind
    let weight: DriftFinding.Weight
    let place: String
    let text: String
  }

  private(set) var differences: [Difference] = []

  /// How many differences of one value are told.
  private static let limit = 500

  /// Compares two shapes; `anywhere` is all that the recording has in this place of the same kind of message.
  mutating func compare(_ recorded: Shape, _ live: Shape, anywhere: Shape?, at place: String) {
    guard !recorded.kinds.contains(.secret) else { return }
    compareKinds(recorded.kinds, live.kinds, anywhere?.kinds ?? [], at: place)
    if recorded.kinds.contains(.object), live.kinds.contains(.object) {
      compareMembers(recorded, live, anywhere, at: place)
    }
    // An empty list may hold anything.
    if let element = recorded.elements.first, let other = live.elements.first {
      compare(element, other, anywhere: anywhere?.elements.first, at: place + "[]")
    }
  }

  private mutating func compareKinds(
    _ recorded: Shape.Kinds, _ live: Shape.Kinds, _ anywhere: Shape.Kinds, at place: String
  ) {
    let new = live.subtracting(recorded)
    guard !new.isEmpty else { return }
    if new == .null {
      // Whether it can be null is known only where the recording has it so somewhere.
      let isKnown = anywhere.contains(.null)
      let often = live == .null ? "is null" : "is sometimes null"
      return add(.null, isKnown ? .note : .difference, place, "\(often), was \(recorded.words)")
    }
    let text = "is \(live.words), was \(recorded.words)"
    if recorded == .null {
      return add(.null, .note, place, text)
    }
    add(.type, new.isSubset(of: anywhere) ? .note : .difference, place, text)
  }

  private mutating func compareMembers(
    _ recorded: Shape, _ live: Shape, _ anywhere: Shape?, at place: String
  ) {
    for name in recorded.names {
      guard let member = recorded.members[name] else { continue }
      let path = place + ShapeComparison.step(name)
      guard let other = live.members[name] else {
        if name == Shape.anyName { continue }
        let isMinor = member.kinds == .null || recorded.isOptional(name)
        add(.missing, isMinor ? .note : .difference, path, "is missing")
        continue
      }
      compare(member, other, anywhere: anywhere?.members[name], at: path)
    }
    for name in live.names where recorded.members[name] == nil && name != Shape.anyName {
      let kinds = live.members[name]?.kinds ?? []
      let isMinor = kinds == .null || anywhere?.members[name] != nil
      add(
        .new, isMinor ? .note : .difference, place + ShapeComparison.step(name),
        "is new: \(kinds.words)")
    }
  }

  mutating func add(
    _ kind: DriftFinding.Kind, _ weight: DriftFinding.Weight, _ place: String, _ text: String
  ) {
    guard differences.count < ShapeComparison.limit else { return }
    differences.append(
      Difference(kind: kind, weight: weight, place: place, text: "\(place) \(text)"))
  }

  /// The step to a member, with names that would not be told apart from a path, or spoil a terminal, quoted.
  private static func step(_ name: String) -> String {
    let isPlain = !name.isEmpty && name.utf8.allSatisfy { $0.isWord || $0 == UInt8(ascii: "$") }
    if isPlain, name.utf8.count <= 80 { return "." + name }
    if name == Shape.anyName { return ".*" }
    return "[" + VisibleText.quoted(name) + "]"
  }
}
