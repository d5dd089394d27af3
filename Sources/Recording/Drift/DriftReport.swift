package import JSON

/// What a run against a server has found.
package struct DriftReport: Sendable {
  /// How many different findings are kept.
  package static let limit = 10_000

  /// The findings, each once, in the order of their first lines.
  package var findings: [DriftFinding] {
    let ordered = found.map { finding in
      var finding = finding
      finding.lines = Set(finding.lines).sorted()
      return finding
    }
    return ordered.enumerated().sorted {
      ($0.element.lines.first ?? 0, $0.offset) < ($1.element.lines.first ?? 0, $1.offset)
    }.map(\.element)
  }

  /// The answers that were compared.
  package internal(set) var answers = 0
  /// The events that were compared.
  package internal(set) var events = 0
  /// The acknowledgements that were compared.
  package internal(set) var acknowledgements = 0
  /// The sockets whose admission was compared.
  package internal(set) var connections = 0

  private var found: [DriftFinding] = []
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let kind: DriftFinding.Kind
    let weight: DriftFinding.Weight
    let subject: String
    let text: String
  }

  /// Takes note of a finding; what is the same but for ids is one, with all its lines.
  ///
  /// Header fields are mostly a matter of the whole server: one that is missing everywhere is one finding.
  mutating func add(
    _ kind: DriftFinding.Kind, _ weight: DriftFinding.Weight = .difference, line: Int,
    subject: String = "", place: String = "", detail: String = "", _ text: String
  ) {
    let generic = GenericNames.text(subject)
    let key = Key(
      kind: kind, weight: weight, subject: kind == .header ? "" : generic,
      text: GenericNames.text(text))
    if let place = places[key] {
      // Lines come in order, but for what was waited for in vain.
      if found[place].lines.last != line { found[place].lines.append(line) }
      if GenericNames.text(found[place].subject) != generic { found[place].subject = "" }
      return
    }
    guard found.count < DriftReport.limit else { return }
    places[key] = found.count
    found.append(
      DriftFinding(
        kind: kind, weight: weight, subject: subject, place: place, text: text + detail,
        lines: [line]))
  }

  /// How many findings are differences.
  package var differenceCount: Int { found.count { $0.weight == .difference } }

  /// How many findings are notes.
  package var noteCount: Int { found.count { $0.weight == .note } }
}

extension DriftReport {
  /// One line of counts.
  package var summary: String {
    let compared = [
      (answers, "answer"), (events, "event"), (acknowledgements, "acknowledgement"),
      (connections, "connection"),
    ].filter { $0.0 > 0 }.map { DriftReport.count($0.0, $0.1) }
    guard !compared.isEmpty || !findings.isEmpty else { return "nothing compared" }
    let things = compared.isEmpty ? "nothing" : compared.joined(separator: ", ")
    let differences =
      differenceCount == 0 ? "no difference" : DriftReport.count(differenceCount, "difference")
    let notes = noteCount == 0 ? "" : ", \(DriftReport.count(noteCount, "note"))"
    return "\(things) compared: \(differences)\(notes)"
  }

  /// Everything, for programs.
  package var json: JSON {
    [
      "compared": [
        "answers": JSON(answers), "events": JSON(events),
        "acknowledgements": JSON(acknowledgements), "connections": JSON(connections),
      ],
      "differences": .array(findings.filter { $0.weight == .difference }.map(\.json)),
      "notes": .array(findings.filter { $0.weight == .note }.map(\.json)),
    ]
  }

  private static func count(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}

extension DriftFinding {
  fileprivate var json: JSON {
    [
      "lines": .array(lines.map { JSON($0) }), "kind": .string(kind.rawValue),
      "subject": .string(subject), "place": .string(place), "text": .string(text),
    ]
  }
}
