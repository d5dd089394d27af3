/// What a JSON text may ask for before it is refused.
public struct JSONLimits: Hashable, Sendable {
  /// How deep arrays and objects may be nested; 1…512.
  public let maximumDepth: Int
  /// How many bytes the text may have; at most 2^30.
  public let maximumBytes: Int
  /// How many values and keys the text may hold; at most 2^27.
  public let maximumNodes: Int

  /// Makes limits; a number out of range is moved to the nearest end of it.
  ///
  /// The ceiling on depth keeps the recursion over a `JSON` tree within half a megabyte of stack, which is what
  /// the smallest threads have.
  public init(
    maximumDepth: Int = 512, maximumBytes: Int = 64 << 20, maximumNodes: Int = 4_000_000
  ) {
    self.maximumDepth = min(max(maximumDepth, 1), 512)
    self.maximumBytes = min(max(maximumBytes, 0), 1 << 30)
    self.maximumNodes = min(max(maximumNodes, 1), 1 << 27)
  }

  /// 512 levels, 64 MiB and four million nodes.
  public static let `default` = JSONLimits()
}
