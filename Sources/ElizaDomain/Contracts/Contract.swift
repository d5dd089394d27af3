/// What a route promises: what it takes, what it gives, how it refuses.
///
/// Every route has one; the OpenAPI document is made of them, and tests hold each answer against them.
public struct Contract: Sendable {
  /// Who needs an endpoint.
  public enum Tier: Int, Sendable {
    /// Any chat frontend.
    case everyFrontend = 1
    /// The stock web client or `@elizaos/api-client`.
    case webClient
    /// Few.
    case rare
  }

  /// One line that says what the route does.
  public let summary: String
  /// Who needs it.
  public let tier: Tier
  /// The part of the HTTP contract that describes it, such as `3.3`.
  public let section: String
  /// What may stand in the query.
  public let query: [QueryParameter]
  /// The body it takes.
  public let intake: Intake
  /// The answers of success.
  public let answers: [Promise]
  /// The answers of failure that are its own.
  public let refusals: [Refusals]

  /// Makes a contract.
  public init(
    _ summary: String, tier: Tier, section: String, query: [QueryParameter] = [],
    takes intake: Intake = .nothing, gives answers: Promise?..., refuses refusals: Refusals...
  ) {
    self.summary = summary
    self.tier = tier
    self.section = section
    self.query = query
    self.intake = intake
    self.answers = answers.compactMap { $0 }
    self.refusals = refusals
  }
}
