public import ElizaModel

/// The statuses with which a route refuses, in one shape of errors.
public struct Refusals: Sendable {
  /// The shape.
  public let family: ErrorBody.Family
  /// The status codes.
  public let statuses: [Int]

  /// In the shape of agents, memory and media.
  static func coded(_ statuses: Int...) -> Refusals { Refusals(family: .coded, statuses: statuses) }

  /// In the shape of channels, message servers and jobs.
  static func text(_ statuses: Int...) -> Refusals { Refusals(family: .text, statuses: statuses) }

  /// In the shape of sessions.
  static func session(_ statuses: Int...) -> Refusals {
    Refusals(family: .session, statuses: statuses)
  }

  /// In the shape of what no handler caught.
  static func handler(_ statuses: Int...) -> Refusals {
    Refusals(family: .handler, statuses: statuses)
  }

  /// Without an envelope.
  static func bare(_ statuses: Int...) -> Refusals { Refusals(family: .bare, statuses: statuses) }
}
