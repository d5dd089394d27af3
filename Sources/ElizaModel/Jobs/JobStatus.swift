/// How far a job has come.
public enum JobStatus: String, CaseIterable, Hashable, Sendable {
  /// It has been taken down and nothing else.
  case pending
  /// The agent has been asked.
  case processing
  /// The agent has answered.
  case completed
  /// The agent could not be asked.
  case failed
  /// The agent did not answer in time.
  case timeout

  /// The words for it.
  static let schema = Schema.words(allCases.map(\.rawValue))
}
