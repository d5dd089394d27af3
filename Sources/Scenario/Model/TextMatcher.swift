/// What a text must be.
public indirect enum TextMatcher: Sendable {
  /// The same text, after trimming and collapsing white space in both.
  case equals(String)
  /// At least one holds.
  case any([TextMatcher])
  /// It occurs somewhere, with white space collapsed and the case of letters ignored.
  case contains(String)
  /// The expression is found; its groups become captures.
  case regex(Pattern)
}
