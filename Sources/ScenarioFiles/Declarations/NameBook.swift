import Bytes

/// The names a file gives to things, and the places where it uses them.
///
/// Names may be used before they are given, so both are noted while reading and compared at the end.
struct NameBook {
  /// The sorts of thing that have names of their own.
  enum Subject: String, Hashable, Sendable {
    case rule
    case agent
    case bystander
    case fault
  }

  private struct Use {
    let subjects: [Subject]
    let name: String
    let place: Place
  }

  private struct Gift {
    let name: String
    let place: Place
    let isUnique: Bool
  }

  private var given: [Subject: [Gift]] = [:]
  private var uses: [Use] = []

  /// The names given to one sort of thing, in order.
  func names(of subject: Subject) -> [String] {
    (given[subject] ?? []).map(\.name)
  }

  /// Gives a thing a name, which may be the only one of its sort to have it.
  mutating func give(
    _ name: String, to subject: Subject, at place: Place, isUnique: Bool = true
  ) {
    given[subject, default: []].append(Gift(name: name, place: place, isUnique: isUnique))
  }

  /// Uses a name that one of several sorts of thing must have.
  mutating func use(_ name: String, of subjects: [Subject], at place: Place) {
    uses.append(Use(subjects: subjects, name: name, place: place))
  }

  /// Reports names given twice among things of one sort.
  func reportRepetitions(of subject: Subject, in reading: inout Reading) {
    var first: [String: Place] = [:]
    for gift in given[subject] ?? [] where gift.isUnique {
      if let earlier = first[gift.name] {
        reading.error(
          "the \(subject) id '\(gift.name.shortened)' is taken by line \(earlier.line); every "
            + "\(subject) needs its own", at: gift.place)
      } else {
        first[gift.name] = gift.place
      }
    }
  }

  /// Reports names that are used but given to nothing.
  ///
  /// Where the file names no thing of a sort at all, they may come from elsewhere, as agents from the command line
  /// do, and nothing is reported for sorts in `open`.
  func reportUnknown(open: Set<Subject>, in reading: inout Reading) {
    for use in uses {
      let known = use.subjects.flatMap { names(of: $0) }
      guard !known.contains(use.name) else { continue }
      if use.subjects.contains(where: { open.contains($0) && names(of: $0).isEmpty }) { continue }
      let words = use.subjects.map(\.rawValue).joined(separator: " or ")
      let choices =
        known.isEmpty
        ? "; the file has none" : Nearest.advice(for: use.name, among: known, called: "Known")
      reading.error(
        "there is no \(words) '\(use.name.shortened)'\(choices)", at: use.place,
        nearest: Nearest.word(to: use.name, among: known))
    }
  }
}
