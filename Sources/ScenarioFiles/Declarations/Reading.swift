/// What is found while a file is decoded: problems, and who is called what.
struct Reading {
  /// The most errors that are told one by one, beyond which nobody reads on; the rest are counted.
  static let errorLimit = 100

  private let source: DocumentSource
  private var problems: [Problem] = []
  /// How many errors there are, those that are only counted included.
  private(set) var errorCount = 0
  /// The names the file gives and uses.
  var names = NameBook()

  init(_ source: DocumentSource) {
    self.source = source
  }

  /// Notes what makes the file unusable, with the word that was probably meant.
  mutating func error(_ message: String, at place: Place?, nearest: String? = nil) {
    errorCount &+= 1
    guard errorCount <= Reading.errorLimit else { return }
    problems.append(Problem(file: source.file, place: place, message, nearest: nearest))
  }

  /// Notes what the author hardly wanted.
  mutating func warning(_ message: String, at place: Place?) {
    problems.append(Problem(.warning, file: source.file, place: place, message))
  }

  /// What was found, in the order of the file, and last of all how many errors are only counted.
  var report: [Problem] {
    let told = problems.sorted(by: Problem.precedes)
    let rest = errorCount &- Reading.errorLimit
    guard rest > 0 else { return told }
    let words = rest == 1 ? "1 more error is" : "\(rest) more errors are"
    return told + [Problem(file: source.file, "\(words) left out here; mend these first")]
  }

  /// The place of the braces that open at the character `offset` of a template.
  ///
  /// It is not looked for where an error is only counted.
  func place(ofBraces offset: Int, in node: DocumentNode) -> Place {
    guard errorCount < Reading.errorLimit, case .text(let text) = node.content else {
      return node.place
    }
    let before = text.prefix(offset).split(separator: "{{", omittingEmptySubsequences: false)
    return source.place(ofOccurrence: before.count - 1, of: "{{", in: node)
      ?? source.place(of: offset, in: node)
  }
}
