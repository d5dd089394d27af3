/// Why a text is not a template; offsets count characters from the start of the text.
public enum TemplateError: Error, Hashable, Sendable {
  /// A `{{` has no `}}`.
  case unclosed(offset: Int)

  /// There is nothing between `{{` and `}}`, or nothing after a `|`.
  case empty(offset: Int)

  /// The name is no value that a template can quote.
  case unknownVariable(String, offset: Int)

  /// The name after `|` is no `TemplateFilter`.
  case unknownFilter(String, offset: Int)
}

extension TemplateError {
  /// Where the `{{ }}` begins that is wrong, in characters from the start of the text.
  public var offset: Int {
    switch self {
    case .unclosed(let offset), .empty(let offset), .unknownVariable(_, let offset),
      .unknownFilter(_, let offset):
      offset
    }
  }
}

extension TemplateError: CustomStringConvertible {
  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .unclosed(let offset):
      "the '{{' at character \(offset) is never closed with '}}'"
    case .empty(let offset):
      "nothing is named in the '{{ }}' at character \(offset)"
    case .unknownVariable(let name, let offset) where name.hasPrefix("random.integer("):
      "'\(name)' at character \(offset) draws nothing: random.integer takes two whole numbers, such as "
        + "random.integer(1, 6), the smaller one first, from \(TemplateSource.integers.lowerBound) "
        + "to \(TemplateSource.integers.upperBound)"
    case .unknownVariable(let name, let offset):
      "'\(name)' at character \(offset) is not known: use "
        + TemplateVariable.allCases.map(\.rawValue).joined(separator: ", ")
        + ", captures.1, captures.name, state.name, metadata.path, random.integer(1, 6), "
        + "random.choice('a', 'b') or random.uuid"
    case .unknownFilter(let name, let offset):
      "'\(name)' at character \(offset) is no filter: use \(TemplateFilter.forms)"
    }
  }
}
