/// Why a text is not a regular expression.
public struct PatternError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// A group, class or count is not closed.
    case unclosed(String)
    /// A parenthesis closes what was never opened.
    case unopened
    /// A repetition has nothing before it.
    case nothingToRepeat
    /// A count is no `{2}`, `{2,}` or `{2,5}`, or is above the limit.
    case count(String)
    /// An escape that means nothing here.
    case escape(String)
    /// A range of a class that runs backwards, or has a class at an end.
    case range(String)
    /// A class without anything in it.
    case emptyClass
    /// The name of a group is none, or there already.
    case groupName(String)
    /// A flag that is not known.
    case flag(String)
    /// Something that takes more than linear time.
    case refused(String)
    /// More than is allowed.
    case tooLarge(String)
  }

  /// The character it was noticed at, from 1.
  public let column: Int

  /// What is wrong.
  public let problem: Problem
}

extension PatternError: CustomStringConvertible {
  /// What is wrong, where, and what would be right.
  public var description: String { "at character \(column): \(words)" }

  private var words: String {
    switch problem {
    case .unclosed(let what): "this \(what) is never closed"
    case .unopened: "this ')' closes nothing: write \\) for the character itself"
    case .nothingToRepeat:
      "there is nothing to repeat: write a backslash before the character itself"
    case .count(let text):
      "'\(text)' is no count: write {2}, {2,} or {2,5}, at most \(PatternParser.countLimit); write "
        + "\\{ for the brace itself"
    case .escape(let text): "'\(text)' means nothing: letters need no backslash"
    case .range(let text): "the range '\(text)' runs backwards or has a class at an end"
    case .emptyClass: "this class has nothing in it: write \\] for the bracket itself"
    case .groupName(let name):
      "'\(name)' cannot name a group: use letters, digits and _, each name once"
    case .flag(let flag): "the flag '\(flag)' is not known: use i, s or m"
    case .refused(let what):
      "\(what) is not supported, since matching must take time linear in the text"
    case .tooLarge(let what): "the expression is too large: \(what)"
    }
  }
}
