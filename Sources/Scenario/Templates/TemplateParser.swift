/// Reads the text of a `ReplyTemplate` into its parts.
struct TemplateParser {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    characters = Array(text)
  }

  mutating func parse() throws(TemplateError) -> [ReplyTemplate.Part] {
    var parts: [ReplyTemplate.Part] = []
    var literal = ""
    while position < characters.count {
      guard starts(with: "{", "{") else {
        literal.append(characters[position])
        position += 1
        continue
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
      parts.append(try parsePlace())
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }

  private func starts(with first: Character, _ second: Character) -> Bool {
    position + 1 < characters.count && characters[position] == first
      && characters[position + 1] == second
  }

  private mutating func parsePlace() throws(TemplateError) -> ReplyTemplate.Part {
    let start = position
    position += 2
    let segments = try parseSegments(openedAt: start)
    guard segments.allSatisfy({ !$0.isEmpty }) else { throw .empty(offset: start) }
    guard let source = TemplateCall(segments[0]).flatMap(TemplateSource.init) else {
      throw .unknownVariable(segments[0], offset: start)
    }
    var filters: [TemplateFilter] = []
    for segment in segments.dropFirst() {
      guard let filter = TemplateCall(segment).flatMap(TemplateFilter.init) else {
        throw .unknownFilter(segment, offset: start)
      }
      filters.append(filter)
    }
    return .value(source, filters)
  }

  /// The trimmed texts between the bars, up to and past the closing braces; quotes protect both.
  private mutating func parseSegments(openedAt start: Int) throws(TemplateError) -> [String] {
    var segments: [String] = []
    var segment = ""
    var quote: Character?
    while position < characters.count {
      let character = characters[position]
      if let open = quote {
        if character == open { quote = nil }
      } else if starts(with: "}", "}") {
        position += 2
        return segments + [segment.trimmed]
      } else if character == "|" {
        segments.append(segment.trimmed)
        segment = ""
        position += 1
        continue
      } else if character == "'" || character == "\"" {
        quote = character
      }
      segment.append(character)
      position += 1
    }
    throw .unclosed(offset: start)
  }
}
