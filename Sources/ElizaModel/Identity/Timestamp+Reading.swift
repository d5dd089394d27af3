public import JSON

extension Timestamp {
  /// Reads a date text such as `2026-01-19T10:15:30.123Z`, as `Date.parse` does; nil for anything else.
  ///
  /// Seconds, their fraction and the time of day may be left out, and a year may have a sign and six digits. A
  /// text without a zone is taken as UTC. Fractions are cut to milliseconds.
  public init?(isoText text: String) {
    var reader = DateReader(text)
    guard let date = reader.date() else { return nil }
    var milliseconds = date
    if !reader.isAtEnd {
      guard let time = reader.time(), let offset = reader.zone(), reader.isAtEnd else {
        return nil
      }
      milliseconds += time - offset
    }
    self.init(milliseconds: milliseconds)
    guard isRepresentable else { return nil }
  }

  /// Reads a number of milliseconds or a date text; clients and servers use both.
  ///
  /// A fraction of a millisecond is cut off.
  public init?(json: JSON) {
    if let text = json.stringValue {
      self.init(isoText: text)
    } else if let value = json.doubleValue, let whole = Int64(exactly: value.rounded(.towardZero)) {
      self.init(milliseconds: json.intValue ?? whole)
    } else {
      return nil
    }
  }
}
