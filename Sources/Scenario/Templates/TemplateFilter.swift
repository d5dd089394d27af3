/// A small pure function that a template applies to a value.
public enum TemplateFilter: Hashable, Sendable {
  /// Takes the given text where the value is empty or only white space: `or('there')`.
  case or(String)

  /// Writes the value in capitals.
  case upper

  /// Writes the value in small letters.
  case lower

  /// Takes white space off both ends.
  case trim

  /// The value after the filter.
  public func apply(to value: String) -> String {
    switch self {
    case .or(let substitute): value.trimmed.isEmpty ? substitute : value
    case .upper: value.uppercased()
    case .lower: value.lowercased()
    case .trim: value.trimmed
    }
  }
}
