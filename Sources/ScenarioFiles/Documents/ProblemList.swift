/// What is found about a file: the first errors and warnings one by one, and how many more there are.
struct ProblemList {
  /// The most errors, and the most warnings, that are told one by one; beyond them nobody reads on.
  static let limit = 100

  private let file: String
  private var told: [Problem] = []
  /// How many errors there are, those that are only counted included.
  private(set) var errorCount = 0
  private var warningCount = 0

  init(file: String) {
    self.file = file
  }

  /// Notes what makes the file unusable, with the word that was probably meant.
  mutating func error(_ message: String, at place: Place?, nearest: String? = nil) {
    errorCount &+= 1
    guard errorCount <= ProblemList.limit else { return }
    told.append(Problem(file: file, place: place, message, nearest: nearest))
  }

  /// Notes what the author hardly wanted.
  mutating func warning(_ message: String, at place: Place?) {
    warningCount &+= 1
    guard warningCount <= ProblemList.limit else { return }
    told.append(Problem(.warning, file: file, place: place, message))
  }

  /// What was found, in the order of the file, and last of all how much is only counted, errors after warnings.
  var report: [Problem] {
    told.sorted(by: Problem.precedes) + rest(of: warningCount, .warning)
      + rest(of: errorCount, .error, "; mend these first")
  }

  private func rest(
    of count: Int, _ severity: Problem.Severity, _ advice: String = ""
  ) -> [Problem] {
    let rest = count &- ProblemList.limit
    guard rest > 0 else { return [] }
    let name = severity.rawValue
    let words = rest == 1 ? "1 more \(name) is" : "\(rest) more \(name)s are"
    return [Problem(severity, file: file, "\(words) left out here\(advice)")]
  }
}
