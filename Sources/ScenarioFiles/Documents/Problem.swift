/// Something about a file that its author should know, and where it is.
package struct Problem: Hashable, Sendable {
  /// How bad it is.
  package enum Severity: String, Hashable, Sendable {
    /// The file cannot be used.
    case error
    /// The file can be used, but hardly does what its author wants.
    case warning
  }

  /// How bad it is.
  package var severity: Severity
  /// The file, as it was named; empty when it came from elsewhere.
  package var file: String
  /// Where it is; nil when it concerns the file as a whole.
  package var place: Place?
  /// What is wrong, and what would be right.
  package var message: String
  /// The word that was probably meant; nil where there is none.
  package var nearest: String?

  /// Describes a problem.
  package init(
    _ severity: Severity = .error, file: String, place: Place? = nil, _ message: String,
    nearest: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.place = place
    self.message = message
    self.nearest = nearest
  }
}

extension Problem: CustomStringConvertible {
  /// One line in the form that compilers use and editors jump to: `FILE:3:7: error: …`.
  package var description: String {
    var parts = [file]
    if let place { parts += [String(place.line), String(place.column)] }
    return parts.filter { !$0.isEmpty }.joined(separator: ":")
      + ": \(severity.rawValue): \(message)"
  }
}

extension Problem {
  /// The order in which people read them: by file as given, then by place.
  static func precedes(_ left: Problem, _ right: Problem) -> Bool {
    (left.place ?? .start) < (right.place ?? .start)
  }
}
