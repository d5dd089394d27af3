/// A regular expression as a scenario file gives it; matching takes time linear in the text.
///
/// It has literals, `.`, classes such as `[a-z\d]`, `\d \w \s` and their opposites, the anchors
/// `^ $ \A \z \b \B`, groups with and without names, alternatives, greedy and lazy repetition with counts
/// up to 1,000, and the flags `(?i)`, `(?s)` and `(?m)`. References back and looking around are
/// refused: no linear time is known for them.
public struct Pattern: Sendable {
  /// The most Unicode scalars of a text that are looked at; what follows is as if it were not there.
  public static let textLimit = 65_536

  /// The expression as it was written.
  public let source: String

  let program: PatternProgram

  /// Compiles an expression.
  public init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    let node = try parser.parse()
    var compiler = PatternCompiler()
    program = try compiler.compile(node, names: parser.names, groupCount: parser.groupCount)
  }

  /// The names of its groups, in no order.
  public var groupNames: [String] { Array(program.names.keys) }

  /// The number of its groups that capture.
  public var groupCount: Int { program.groupCount }

  /// Every place that matches, from left to right, not overlapping and never empty, in the whole of a text.
  ///
  /// A longer way to match is looked for at most `textLimit` scalars behind the end of a shorter one.
  public func matches(in text: String) -> [Range<String.Index>] {
    let scalars = text.unicodeScalars
    var machine = PatternMachine(program, Array(scalars))
    var index = scalars.startIndex
    var place = 0
    return machine.matches(lookingAhead: Pattern.textLimit).map { range in
      let start = scalars.index(index, offsetBy: range.lowerBound - place)
      index = scalars.index(start, offsetBy: range.count)
      place = range.upperBound
      return start..<index
    }
  }

  /// What is found first from the left, or nil.
  public func firstMatch(in text: String) -> PatternMatch? {
    var machine = PatternMachine(program, Array(text.unicodeScalars.prefix(Pattern.textLimit)))
    return machine.firstMatch()
  }
}

extension Pattern: Hashable {
  /// Whether both were written alike.
  public static func == (left: Pattern, right: Pattern) -> Bool { left.source == right.source }

  /// Feeds the source.
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

extension Pattern: CustomDebugStringConvertible {
  /// The source, without what it was compiled to.
  public var debugDescription: String { "Pattern(source: \(source.debugDescription))" }
}
