/// How much a decoder keeps of one message before it refuses it; all in bytes unless said otherwise.
public struct HTTPLimits: Hashable, Sendable {
  /// The longest start line: method, target and version, or version, status and reason.
  public var startLine: Int

  /// The longest header or trailer block, all its lines together.
  public var fieldBlock: Int

  /// The highest number of field lines in one block.
  public var fieldCount: Int

  /// The longest line before a chunk: its size and its extensions.
  public var chunkLine: Int

  /// Sets the limits; the defaults are those of common servers.
  public init(
    startLine: Int = 8_192, fieldBlock: Int = 32_768, fieldCount: Int = 100, chunkLine: Int = 1_024
  ) {
    self.startLine = startLine
    self.fieldBlock = fieldBlock
    self.fieldCount = fieldCount
    self.chunkLine = chunkLine
  }
}
