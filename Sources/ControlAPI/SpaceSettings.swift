public import ElizaDomain
public import ElizaModel
public import Scenario

/// What a space has of its own; nil is as in the server that makes it.
public struct SpaceSettings: Sendable {
  /// Its id; nil for one that is made up.
  public var id: String?
  /// The port to listen on; 0 picks a free one.
  public var port: UInt16 = 0
  /// What ids, delays and replies are drawn from.
  public var seed: UInt64?
  /// How scenario time runs.
  public var clock: ClockMode?
  /// What scenario time shows at first.
  public var clockStart: Timestamp?
  /// Which ElizaOS is played.
  public var profile: Profile?
  /// How long agents think.
  public var think: ThinkTime?
  /// What agents answer with.
  public var reply: ReplyTemplate?

  /// Settings that are all those of the server.
  public init() {}
}
