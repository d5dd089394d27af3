public import JSON

/// The recordings a server replays, as the control API sees them.
public protocol ControlledReplays: AnyObject {
  /// Whether recordings answer at the moment.
  var isReplaying: Bool { get }

  /// What is replayed, how far it has come, and what nothing recorded fitted.
  var replayDescription: JSON { get }

  /// Replays a recording from now on, in place of what answered before.
  ///
  /// Answers what is wrong with it, and changes nothing then.
  func startReplay(_ fixture: [UInt8], _ settings: ReplayWish) -> String?

  /// Lets the next event go that waits to be asked for; false when none does.
  func stepReplay() -> Bool

  /// Lets the agents answer again.
  func stopReplay()
}

/// How a call wants a recording replayed.
public struct ReplayWish: Hashable, Sendable {
  /// `causal`, `exact` or `stepped`.
  public var mode: String?
  /// A number, or `instant`.
  public var speed: String?
  /// `fail`, `skip` or `script`.
  public var onMismatch: String?
  /// The fields in which clients may differ from the recorded ones.
  public var ignored: [String] = []

  init() {}
}
