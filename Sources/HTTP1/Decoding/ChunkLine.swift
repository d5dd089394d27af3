/// The line before a chunk (RFC 9112 §7.1).
struct ChunkLine {
  /// The number of bytes of data that follow; 0 for the last chunk.
  let size: Int

  /// The number of bytes of extensions, which are checked and ignored.
  let extensionLength: Int

  /// Takes a line apart, its CR LF not included.
  init(_ line: Span<UInt8>) throws(HTTPError) {
    var size = 0
    var index = 0
    while index < line.count, let digit = line[index].hexadecimalDigit {
      let (scaled, overflow) = size.multipliedReportingOverflow(by: 16)
      let (sum, carry) = scaled.addingReportingOverflow(digit)
      guard !overflow, !carry else { throw .invalidChunkSize }
      size = sum
      index += 1
    }
    guard index > 0 else { throw .invalidChunkSize }
    try ChunkLine.checkExtensions(line.extracting(index..<line.count))
    self.size = size
    extensionLength = line.count - index
  }

  private static func checkExtensions(_ rest: Span<UInt8>) throws(HTTPError) {
    guard !rest.isEmpty else { return }
    let trimmed = rest.extracting(rest.trimmedRange(0..<rest.count))
    guard !trimmed.isEmpty, trimmed[0] == 0x3B else { throw .invalidChunkSize }
    for index in trimmed.indices where !trimmed[index].isFieldValueCharacter {
      if trimmed[index] == 0x0D { throw .bareLineEnding }
      throw .invalidChunkSize
    }
  }
}
