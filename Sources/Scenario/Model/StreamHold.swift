/// Where a streamed line stops until it is released.
public struct StreamHold: Hashable, Sendable {
  /// The name under which it is released.
  public var name: String
  /// How many pieces come before; nil is half of them.
  public var after: Int?
  /// How long it waits at most; nil waits for ever.
  public var max: Duration?

  /// Describes where a line stops.
  public init(_ name: String, after: Int? = nil, max: Duration? = nil) {
    self.name = name
    self.after = after
    self.max = max
  }
}
