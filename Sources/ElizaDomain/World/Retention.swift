/// How many messages the world keeps; beyond that the oldest go.
public struct Retention: Hashable, Sendable {
  /// The most messages one channel keeps.
  public var perChannel: Int
  /// The most messages all channels keep together.
  public var total: Int

  /// Makes limits; values below 1 count as 1.
  public init(perChannel: Int = 10_000, total: Int = 200_000) {
    self.perChannel = max(perChannel, 1)
    self.total = max(total, 1)
  }
}
