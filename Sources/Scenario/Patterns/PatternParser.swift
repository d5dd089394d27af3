/// Reads the text of a `Pattern`.
struct PatternParser {
  /// The most that a count can ask for.
  static let countLimit = 1_000
  /// The most scalars of an expression.
  static let lengthLimit = 4_096
  /// The most groups within one another.
  private static let depthLimit = 64
  /// The most groups that capture.
  private static let groupLimit = 99

  struct Flags {
    var ignoresCase = false
    var dotMatchesNewlines = false
    var isMultiline = false
  }

  private(set) var names: [String: Int] = [:]
  private(set) var groupCount = 0

  let scalars: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  mutating func parse() throws(PatternError) -> PatternNode {
    guard scalars.count <= Self.lengthLimit else {
      throw error(.tooLarge("more than \(Self.lengthLimit) characters"), at: Self.lengthLimit)
    }
    let node = try alternatives()
    guard position == scalars.count else { throw error(.unopened, at: position) }
    return node
  }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func error(_ problem: PatternError.Problem, at position: Int) -> PatternError {
    PatternError(column: position + 1, problem: problem)
  }

  /// Passes over `scalar` when it comes next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  /// Passes over what comes next and answers it.
  mutating func advance() -> Unicode.Scalar? {
    guard let scalar = next else { return nil }
    position += 1
    return scalar
  }

  private mutating func alternatives() throws(PatternError) -> PatternNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = position
      guard let atom = try atom() else { continue }
      nodes.append(try repetition(of: atom, at: start))
    }
    return .sequence(nodes)
  }

  /// Nil for flags that stand alone.
  private mutating func atom() throws(PatternError) -> PatternNode? {
    let start = position
    switch advance() {
    case "(": return try group(at: start)
    case "[": return .set(try set(at: start), ignoringCase: flags.ignoresCase)
    case ".": return .any(includingNewlines: flags.dotMatchesNewlines)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escape(at: start)
    case "*", "+", "?": throw error(.nothingToRepeat, at: start)
    case "{": throw error(.count(text(from: start, to: min(start + 8, scalars.count))), at: start)
    case let scalar?: return .scalar(scalar, ignoringCase: flags.ignoresCase)
    case nil: return nil
    }
  }

  func text(from start: Int, to end: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<end])
    return String(text)
  }
}

extension PatternParser {
  private mutating func group(at start: Int) throws(PatternError) -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw error(.tooLarge("more than \(Self.depthLimit) groups within one another"), at: start)
    }
    let outer = flags
    var index: Int?
    if take("?") {
      switch try groupKind(at: start) {
      case .flags: return nil
      case .plain: break
      case .named(let name): index = try capture(name, at: start)
      }
    } else {
      index = try capture(nil, at: start)
    }
    let node = try alternatives()
    guard take(")") else { throw error(.unclosed("group"), at: start) }
    flags = outer
    return index.map { .capture(node, index: $0) } ?? node
  }

  private enum GroupKind {
    case plain
    case named(String)
    /// Flags for the rest of the group around them.
    case flags
  }

  private mutating func capture(_ name: String?, at start: Int) throws(PatternError) -> Int {
    groupCount += 1
    guard groupCount <= Self.groupLimit else {
      throw error(.tooLarge("more than \(Self.groupLimit) groups"), at: start)
    }
    if let name, names.updateValue(groupCount, forKey: name) != nil {
      throw error(.groupName(name), at: start)
    }
    return groupCount
  }

  private mutating func groupKind(at start: Int) throws(PatternError) -> GroupKind {
    switch next {
    case ":":
      position += 1
      return .plain
    case "=", "!": throw error(.refused("looking ahead"), at: start)
    case ">": throw error(.refused("an atomic group"), at: start)
    case "<", "P":
      if take("P"), next != "<" { throw error(.refused("this kind of group"), at: start) }
      position += 1
      if next == "=" || next == "!" { throw error(.refused("looking behind"), at: start) }
      return .named(try groupName(at: start))
    default: return try readFlags(at: start)
    }
  }

  private mutating func groupName(at start: Int) throws(PatternError) -> String {
    let first = position
    while let scalar = next, scalar != ">" {
      guard scalar.isASCII, scalar.isWordScalar else {
        throw error(.groupName(text(from: first, to: position + 1)), at: position)
      }
      position += 1
    }
    let name = text(from: first, to: position)
    guard take(">") else { throw error(.unclosed("group's name"), at: start) }
    guard let head = name.unicodeScalars.first, !("0"..."9" ~= head) else {
      throw error(.groupName(name), at: first)
    }
    return name
  }

  private mutating func readFlags(at start: Int) throws(PatternError) -> GroupKind {
    var isOn = true
    while let flag = advance() {
      switch flag {
      case "i": flags.ignoresCase = isOn
      case "s": flags.dotMatchesNewlines = isOn
      case "m": flags.isMultiline = isOn
      case "-" where isOn: isOn = false
      case ":": return .plain
      case ")": return .flags
      default: throw error(.flag(String(Character(flag))), at: position - 1)
      }
    }
    throw error(.unclosed("group"), at: start)
  }
}
