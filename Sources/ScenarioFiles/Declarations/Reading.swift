/// What is found while a file is decoded: problems, and who is called what.
struct Reading {
  private let source: DocumentSource
  private(set) var problems: [Problem] = []
  private(set) var errorCount = 0
  /// The names the file gives and uses.
  var names = NameBook()

  init(_ source: DocumentSource) {
    self.source = source
  }

  /// Notes what makes the file unusable, with the word that was probably meant.
  mutating func error(_ message: String, at place: Place?, nearest: String? = nil) {
    errorCount &+= 1
    problems.append(Problem(file: source.file, place: place, message, nearest: nearest))
  }

  /// Notes what the author hardly wanted.
  mutating func warning(_ message: String, at place: Place?) {
    problems.append(Problem(.warning, file: source.file, place: place, message))
  }

  /// The place of the character `offset` of a scalar.
  func place(of offset: Int, in node: DocumentNode) -> Place {
    source.place(of: offset, in: node)
  }

  /// The place of the braces that open at the character `offset` of a template.
  func place(ofBraces offset: Int, in node: DocumentNode) -> Place {
    guard case .text(let text) = node.content else { return node.place }
    let before = text.prefix(offset).split(separator: "{{", omittingEmptySubsequences: false)
    return source.place(ofOccurrence: before.count - 1, of: "{{", after: node.place) ?? node.place
  }
}
