/// A compiled `Pattern`: instructions for a `PatternMachine`.
struct PatternProgram: Sendable {
  /// One instruction; positions count from the first.
  enum Instruction: Sendable {
    /// Takes this scalar.
    case scalar(Unicode.Scalar)
    /// Takes this small letter or its capital.
    case letter(Unicode.Scalar)
    /// Takes any scalar, perhaps but a line feed.
    case any(includingNewlines: Bool)
    /// Takes a scalar of a set.
    case set(ScalarSet, ignoringCase: Bool)
    /// Goes on only at such a place.
    case assert(PatternNode.Assertion)
    /// Goes on at both, rather at the first.
    case split(Int, Int)
    /// Goes on elsewhere.
    case jump(Int)
    /// Notes where it is.
    case save(Int)
    /// Has found something.
    case match
  }

  let instructions: [Instruction]
  let names: [String: Int]
  let groupCount: Int
}
