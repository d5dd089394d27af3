/// How much a `multipart/form-data` body may hold.
public struct MultipartLimits: Hashable, Sendable {
  /// The most parts; 64.
  public var parts = 64
  /// The most bytes of a part's header; 16,384.
  public var headerBytes = 16_384
  /// The most bytes of a field that is no file; 1 MiB.
  public var fieldBytes = 1_048_576
  /// The most bytes of a file; 50 MiB.
  public var fileBytes = 52_428_800

  /// The default limits.
  public init() {}
}
