import Yams

/// Reads the text of a YAML or JSON file into a tree; JSON is read as the YAML that it is.
struct DocumentReader {
  private let source: DocumentSource
  private let text: String
  private var remaining = DocumentSource.nodeLimit
  private var problems: [Problem] = []

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
    guard reader.problems.isEmpty else { throw UnusableFile(reader.problems) }
    return (node, source)
  }

  private init(source: DocumentSource, text: String) {
    self.source = source
    self.text = text
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
    return try node(root, depth: 0)
  }

  private mutating func node(_ node: Yams.Node, depth: Int) throws(UnusableFile) -> DocumentNode {
    let place = node.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
    remaining &-= 1
    guard remaining >= 0 else {
      throw DocumentReader.problem(
        source.file, place,
        "the file holds more than \(DocumentSource.nodeLimit) values, counting what aliases repeat")
    }
    guard depth <= DocumentSource.depthLimit else {
      throw DocumentReader.problem(
        source.file, place,
        "lists and mappings are nested more than \(DocumentSource.depthLimit) levels deep")
    }
    switch node {
    case .scalar(let scalar):
      return self.scalar(scalar, at: place)
    case .sequence(let sequence):
      var elements: [DocumentNode] = []
      for element in sequence { elements.append(try self.node(element, depth: depth &+ 1)) }
      return DocumentNode(.list(elements), at: place)
    case .mapping(let mapping):
      return DocumentNode(.mapping(try members(mapping, depth)), at: place)
    case .alias:
      throw DocumentReader.problem(source.file, place, "the alias names no value")
    }
  }

  private mutating func members(
    _ mapping: Yams.Node.Mapping, _ depth: Int
  ) throws(UnusableFile) -> [DocumentNode.Member] {
    var members: [DocumentNode.Member] = []
    for (key, value) in mapping {
      let value = try node(value, depth: depth &+ 1)
      guard case .scalar(let word) = key, let mark = key.mark else {
        let place = key.mark.map { Place(line: $0.line, column: $0.column) } ?? value.place
        report(place, "a key must be a word; if this is text, put it in quotes")
        continue
      }
      let place = Place(line: mark.line, column: mark.column)
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
      report(place, "tags such as '\(tag.shortened)' are not understood here; leave it out")
      return DocumentNode(.text(text), at: place, written: text)
    }
  }

  private mutating func report(_ place: Place, _ message: String) {
    problems.append(Problem(file: source.file, place: place, message))
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
