import Bytes

/// Finds lines that end in CR LF, however the bytes are cut into pieces.
///
/// A line that lies whole in the input is not copied. What is kept of an unfinished one is bounded by
/// the caller's limit.
struct LineReader: Sendable {
  /// Where a finished line is, its CR LF not included.
  enum Line {
    /// Within the input.
    case input(Range<Int>)
    /// Taken out of the reader: parts of it came earlier.
    case joined([UInt8])
  }

  private var partial: [UInt8] = []

  /// Whether no part of a line is waiting for the rest.
  var isEmpty: Bool { partial.isEmpty }

  /// The next line, or nil when its end has not arrived; `position` moves behind what was used.
  ///
  /// Throws `tooLong` when the line without its end is longer than `limit` bytes.
  mutating func next(
    in input: Span<UInt8>, at position: inout Int, limit: Int, orThrow tooLong: HTTPError
  ) throws(HTTPError) -> Line? {
    let start = position
    guard let lineFeed = input.firstLineFeed(from: start) else {
      position = input.count
      guard partial.count + input.count - start <= limit + 1 else { throw tooLong }
      partial.append(contentsOf: input.extracting(start..<input.count))
      return nil
    }
    position = lineFeed + 1
    guard partial.count + lineFeed - start <= limit + 1 else { throw tooLong }
    return try partial.isEmpty
      ? whole(start..<lineFeed, in: input) : joined(input.extracting(start..<lineFeed))
  }

  private func whole(_ range: Range<Int>, in input: Span<UInt8>) throws(HTTPError) -> Line {
    guard let last = range.last, input[last] == 0x0D else { throw .bareLineEnding }
    return .input(range.lowerBound..<last)
  }

  private mutating func joined(_ rest: Span<UInt8>) throws(HTTPError) -> Line {
    var line: [UInt8] = []
    swap(&line, &partial)
    line.append(contentsOf: rest)
    guard line.popLast() == 0x0D else { throw .bareLineEnding }
    return .joined(line)
  }
}
