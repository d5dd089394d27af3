/// How a reply is cut into pieces and how fast they come.
public struct StreamPace: Hashable, Sendable {
  /// The most UTF-16 code units of a piece, as JavaScript counts them; at least 1.
  public let chunkLength: Int

  /// The time between two pieces, and between the last one and the finished message.
  public let interval: Duration

  /// Makes a pace; the default is what a real 1.7.2 shows.
  public init(chunkLength: Int = 16, interval: Duration = .milliseconds(20)) {
    self.chunkLength = max(chunkLength, 1)
    self.interval = max(interval, .zero)
  }

  /// A rest this short is not worth a piece of its own.
  private static let shortestRest = 3

  /// The pieces of `text`; joined they are the text again.
  ///
  /// A character is never cut, so a piece is longer where one character is. A last piece of at most
  /// three units goes with the one before it. Cost: O(length).
  public func chunks(of text: String) -> [String] {
    var chunks: [String] = []
    var chunk = ""
    var length = 0
    for character in text {
      let size = character.utf16.count
      if length > 0, length + size > chunkLength {
        chunks.append(chunk)
        chunk = ""
        length = 0
      }
      chunk.append(character)
      length += size
    }
    guard !chunk.isEmpty else { return chunks }
    if length <= Self.shortestRest, let last = chunks.popLast() {
      chunks.append(last + chunk)
    } else {
      chunks.append(chunk)
    }
    return chunks
  }
}
