import Yams

/// Reads the text of a YAML or JSON file into a tree; JSON is read as the YAML that it is.
struct DocumentReader {
  private let source: DocumentSource
  private let text: String
  private var remaining = DocumentSource.nodeLimit
  private var remainingBytes = DocumentSource.textLimit
  private var trail = AliasTrail()
  private var problems: ProblemList

  /// Reads a document.
  ///
  /// - Throws: `UnusableFile` when the text is no single document within the limits.
  static func read(
    _ bytes: [UInt8], file: String
  ) throws(UnusableFile) -> (DocumentNode, DocumentSource) {
    guard bytes.count <= DocumentSource.byteLimit else {
      throw problem(file, nil, "the file is longer than \(DocumentSource.byteLimit >> 20) MiB")
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw problem(file, DocumentReader.firstInvalid(bytes), "the file is not UTF-8 text")
    }
    let text = SurrogatePairs.joined(in: decoded.replacing("\r\n", with: "\n"))
    let source = DocumentSource(file: file, text: text)
    var reader = DocumentReader(source: source, text: text)
    let node = try reader.read()
    guard reader.problems.errorCount == 0 else { throw UnusableFile(reader.problems.report) }
    return (node, source)
  }

  private init(source: DocumentSource, text: String) {
    self.source = source
    self.text = text
    problems = ProblemList(file: source.file)
  }

  private mutating func read() throws(UnusableFile) -> DocumentNode {
    guard !AliasGuard.refuses(text) else {
      throw DocumentReader.problem(
        source.file, nil,
        "the file repeats values by aliases and uses lists, mappings or aliases as keys; "
          + "write the keys as plain words")
    }
    let root: Yams.Node?
    do {
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      throw UnusableFile([YAMLErrorText.problem(error, file: source.file)])
    }
    guard let root else {
      throw DocumentReader.problem(source.file, .start, "the file is empty")
    }
    return try node(root, depth: 0, isRepeated: false)
  }

  /// Reads a value; `isRepeated` tells that an alias around it brings it in.
  private mutating func node(
    _ node: Yams.Node, depth: Int, isRepeated: Bool
  ) throws(UnusableFile) -> DocumentNode {
    let place = DocumentReader.place(of: node) ?? .start
    let isRepeated = isRepeated || trail.come(to: place)
    remaining &-= 1
    guard remaining >= 0 else {
      throw excess("\(DocumentSource.nodeLimit) values", at: place, isRepeated: isRepeated)
    }
    guard depth <= DocumentSource.depthLimit else {
      throw DocumentReader.problem(
        source.file, place,
        "lists and mappings are nested more than \(DocumentSource.depthLimit) levels deep")
    }
    switch node {
    case .scalar(let scalar):
      try take(scalar.string, at: place, isRepeated: isRepeated)
      return self.scalar(scalar, at: place)
    case .sequence(let sequence):
      var elements: [DocumentNode] = []
      for element in sequence {
        elements.append(try self.node(element, depth: depth &+ 1, isRepeated: isRepeated))
      }
      return DocumentNode(.list(elements), at: place)
    case .mapping(let mapping):
      return DocumentNode(.mapping(try members(mapping, depth, isRepeated)), at: place)
    case .alias:
      throw DocumentReader.problem(source.file, place, "the alias names no value")
    }
  }

  private mutating func members(
    _ mapping: Yams.Node.Mapping, _ depth: Int, _ isRepeated: Bool
  ) throws(UnusableFile) -> [DocumentNode.Member] {
    var members: [DocumentNode.Member] = []
    for (key, value) in mapping {
      let mark = DocumentReader.place(of: key)
      if let mark, !isRepeated { trail.come(toKey: mark) }
      let value = try node(value, depth: depth &+ 1, isRepeated: isRepeated)
      guard case .scalar(let word) = key, let place = mark else {
        problems.error(
          "a key must be a word; if this is text, put it in quotes", at: mark ?? value.place)
        continue
      }
      try take(word.string, at: place, isRepeated: isRepeated)
      members.append(DocumentNode.Member(key: word.string, place: place, value: value))
    }
    return members
  }

  private mutating func scalar(_ scalar: Yams.Node.Scalar, at place: Place) -> DocumentNode {
    let text = scalar.string
    switch scalar.tag.description {
    case "" where scalar.style == .plain, "!" where scalar.style == .plain:
      return DocumentNode(CoreSchema.content(of: text), at: place, written: text)
    case "", "!", Yams.Tag.Name.str.rawValue:
      return DocumentNode(.text(text), at: place, written: text)
    case let tag:
      problems.error(
        "tags such as '\(tag.shortened)' are not understood here; leave it out", at: place)
      return DocumentNode(.text(text), at: place, written: text)
    }
  }

  /// Counts a text that the document holds, as often as it does.
  private mutating func take(
    _ text: String, at place: Place, isRepeated: Bool
  ) throws(UnusableFile) {
    remainingBytes &-= text.utf8.count
    guard remainingBytes >= 0 else {
      let limit = "\(DocumentSource.textLimit >> 20) MiB of text"
      throw excess(limit, at: place, isRepeated: isRepeated)
    }
  }

  /// Says that the document holds too much, at the alias that brings it in where one does.
  private func excess(_ limit: String, at place: Place, isRepeated: Bool) -> UnusableFile {
    DocumentReader.problem(
      source.file, isRepeated ? trail.place(in: source) ?? place : place,
      "the file holds more than \(limit), counting what aliases repeat")
  }

  private static func place(of node: Yams.Node) -> Place? {
    node.mark.map { Place(line: $0.line, column: $0.column) }
  }

  private static func problem(_ file: String, _ place: Place?, _ message: String) -> UnusableFile {
    UnusableFile([Problem(file: file, place: place, message)])
  }

  /// Where the first byte stands that is not UTF-8.
  private static func firstInvalid(_ bytes: [UInt8]) -> Place {
    let repaired = String(decoding: bytes, as: UTF8.self)
    let before = repaired.unicodeScalars.prefix { $0 != "\u{FFFD}" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return Place(line: line, column: column)
  }
}
