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

  /// The names that a use may have.
  private struct Vocabulary {
    let names: [String]
    private let known: Set<String>

    init(_ names: [String]) {
      self.names = names
      known = Set(names)
    }

    func contains(_ name: String) -> Bool { known.contains(name) }
  }

  /// How often unknown names are compared with known ones to find out what was meant.
  ///
  /// Beyond it they are told without a guess; only a file with thousands of names comes that far.
  static let comparisonLimit = 100_000

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
    var vocabularies: [[Subject]: Vocabulary] = [:]
    var comparisons = 0
    for use in uses {
      let known = vocabularies[use.subjects] ?? Vocabulary(use.subjects.flatMap { names(of: $0) })
      vocabularies[use.subjects] = known
      guard !known.contains(use.name), !mayBeElsewhere(use, open) else { continue }
      comparisons += known.names.count
      let isGuessed = comparisons <= NameBook.comparisonLimit
      let meant = isGuessed ? Nearest.word(to: use.name, among: known.names) : nil
      report(use, meaning: meant, among: known.names, in: &reading)
    }
  }

  /// Whether what is used is of a sort of which the file names none and others may.
  private func mayBeElsewhere(_ use: Use, _ open: Set<Subject>) -> Bool {
    use.subjects.contains { open.contains($0) && given[$0] == nil }
  }

  private func report(
    _ use: Use, meaning meant: String?, among known: [String], in reading: inout Reading
  ) {
    let words = use.subjects.map(\.rawValue).joined(separator: " or ")
    let choices =
      known.isEmpty
      ? "; the file has none" : Nearest.advice(meaning: meant, among: known, called: "Known")
    reading.error(
      "there is no \(words) '\(use.name.shortened)'\(choices)", at: use.place, nearest: meant)
  }
}
