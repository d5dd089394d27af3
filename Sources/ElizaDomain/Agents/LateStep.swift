public import ElizaModel

/// A step of a plan that is made when its time comes, so that it tells what is so then.
///
/// Unchecked because of one rule: it is made and used on the thread of the world that plays it.
public final class LateStep: @unchecked Sendable {
  /// Whether it can only be done where there is a room.
  let needsRoom: Bool
  private let make: (_ now: Timestamp) -> ReplyStep?

  /// Describes a step; `make` is called once, and gives nil when nothing is to be done.
  public init(needsRoom: Bool, _ make: @escaping (_ now: Timestamp) -> ReplyStep?) {
    self.needsRoom = needsRoom
    self.make = make
  }

  /// The step, at the time at which it is done.
  func step(at now: Timestamp) -> ReplyStep? { make(now) }
}

extension LateStep: Hashable {
  /// Whether they are one and the same.
  public static func == (left: LateStep, right: LateStep) -> Bool { left === right }

  /// Feeds its identity to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
