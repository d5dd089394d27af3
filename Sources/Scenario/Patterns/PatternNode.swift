/// A part of a regular expression.
indirect enum PatternNode {
  /// A place between characters.
  enum Assertion: Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
  }

  case scalar(Unicode.Scalar, ignoringCase: Bool)
  case any(includingNewlines: Bool)
  case set(ScalarSet, ignoringCase: Bool)
  case assertion(Assertion)
  /// A group that captures.
  case capture(PatternNode, index: Int)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?, isLazy: Bool)
}
