import Yams

/// Says what the YAML parser complains about in words that help.
enum YAMLErrorText {
  static func problem(_ error: any Error, file: String) -> Problem {
    guard let error = error as? YamlError else {
      return Problem(file: file, "the file cannot be read as YAML: \(error)")
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return Problem(
        file: file, place: Place(line: mark.line, column: mark.column),
        sentence(problem, context))
    case .duplicatedKeysInMapping(let keys, let context):
      return Problem(
        file: file, place: Place(line: context.mark.line, column: context.mark.column),
        "\(subject(keys)) given twice in the same mapping")
    case .reader(let problem, let offset, _, let yaml):
      return Problem(file: file, place: place(offset, in: yaml), "unreadable text: \(problem)")
    default:
      return Problem(file: file, "the file cannot be read as YAML")
    }
  }

  /// The first of some keys, as many as anybody reads, and how many more there are.
  private static func subject(_ keys: [String]) -> String {
    let names = keys.prefix(10).map { "'\($0.shortened)'" }.joined(separator: ", ")
    guard keys.count > 1 else { return "the key \(names) is" }
    let rest = keys.count > 10 ? " and \(keys.count - 10) more" : ""
    return "the keys \(names)\(rest) are"
  }

  private static func sentence(_ problem: String, _ context: YamlError.Context?) -> String {
    let circumstance = context.flatMap { $0.text.isEmpty ? nil : $0 }.map {
      " \($0.text) that begins in line \($0.mark.line)"
    }
    let plain = problem + (circumstance ?? "")
    return plain + (hints.first { problem.contains($0.0) }?.1 ?? "")
  }

  /// What the commonest complaints mostly come from.
  private static let hints = [
    (
      "cannot start any token",
      ": indent with spaces, not tabs; text that begins with @, ` or % needs quotes"
    ),
    (
      "mapping values are not allowed",
      ": text that contains ': ' needs quotes; check the indentation"
    ),
    ("did not find expected key", ": check the indentation and the quotes above"),
    ("could not find expected ':'", ": a key needs ': ' and a value; check the quotes above"),
    ("undefined alias", ": text that begins with * needs quotes"),
    ("Maximum nesting", ": the file is nested too deep"),
    ("but found another document", ": one file holds one document; remove the '---' between them"),
  ]

  private static func place(_ offset: Int?, in yaml: String) -> Place? {
    guard let offset else { return nil }
    let before = yaml.prefix(offset).unicodeScalars
    return Place(
      line: before.count { $0 == "\n" } + 1,
      column: before.reversed().prefix { $0 != "\n" }.count + 1)
  }
}
