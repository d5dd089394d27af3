/// What is found while a file is decoded: problems, and who is called what.
struct Reading {
  private let source: DocumentSource
  private var problems: ProblemList
  /// The names the file gives and uses.
  var names = NameBook()

  init(_ source: DocumentSource) {
    self.source = source
    problems = ProblemList(file: source.file)
  }

  /// How many errors there are, those that are only counted included.
  var errorCount: Int { problems.errorCount }

  /// Notes what makes the file unusable, with the word that was probably meant.
  mutating func error(_ message: String, at place: Place?, nearest: String? = nil) {
    problems.error(message, at: place, nearest: nearest)
  }

  /// Notes what the author hardly wanted.
  mutating func warning(_ message: String, at place: Place?) {
    problems.warning(message, at: place)
  }

  /// What was found, in the order of the file, and last of all how much is only counted.
  var report: [Problem] { problems.report }

  /// The place of the braces that open at the character `offset` of a template.
  ///
  /// It is not looked for where an error is only counted.
  func place(ofBraces offset: Int, in node: DocumentNode) -> Place {
    guard errorCount < ProblemList.limit, case .text(let text) = node.content else {
      return node.place
    }
    let before = text.prefix(offset).split(separator: "{{", omittingEmptySubsequences: false)
    return source.place(ofOccurrence: before.count - 1, of: "{{", in: node)
      ?? source.place(of: offset, in: node)
  }
}
