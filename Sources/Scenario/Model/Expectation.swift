/// What the client is expected to do, judged at the end of a run.
public struct Expectation: Hashable, Sendable {
  /// What is counted.
  public enum Subject: Hashable, Sendable {
    /// Sessions created.
    case sessions
    /// Rooms joined.
    case joined
    /// Messages sent.
    case sent
    /// Replies of agents delivered.
    case replied
    /// Messages that a rule answered.
    case rule(String)
    /// HTTP requests, as a method and a path pattern.
    case request(String)
    /// Socket events from clients, by name.
    case event(String)
    /// Findings about the frontend, by id; nil counts all.
    case finding(String?)
  }

  /// What is counted.
  public var subject: Subject
  /// What the count must be.
  public var count: Condition.NumberCondition

  /// Expects a count.
  public init(_ subject: Subject, _ count: Condition.NumberCondition) {
    self.subject = subject
    self.count = count
  }
}
