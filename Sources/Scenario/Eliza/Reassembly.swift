/// What becomes of a clause that was taken apart.
enum Reassembly: Hashable, Sendable {
  /// A sentence in which `(2)` stands for what the second element of the pattern captured.
  case sentence([Part])

  /// Go on as if the clause's keyword had been another one.
  case goto(String)

  /// Give this keyword up and try the next one.
  case nextKeyword

  enum Part: Hashable, Sendable {
    case text(String)
    case capture(Int)
  }

  /// Reads a line of the script: a sentence, `=keyword` for a goto, or `=` for the next keyword.
  init(_ line: String) {
    if line == "=" {
      self = .nextKeyword
    } else if line.hasPrefix("=") {
      self = .goto(String(line.dropFirst()))
    } else {
      self = .sentence(Self.parts(of: line))
    }
  }

  private static func parts(of line: String) -> [Part] {
    var parts: [Part] = []
    var text = ""
    var rest = line[...]
    while let character = rest.first {
      if character == "(", let end = rest.firstIndex(of: ")"),
        let number = Int(rest[rest.index(after: rest.startIndex)..<end])
      {
        if !text.isEmpty { parts.append(.text(text)) }
        parts.append(.capture(number))
        text = ""
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(character)
        rest.removeFirst()
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }
}
