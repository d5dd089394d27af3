/// How a reply is cut into pieces and how fast they come.
public struct StreamPace: Hashable, Sendable {
  /// Where a text is cut.
  public enum Cut: Hashable, Sendable {
    /// After at most so many UTF-16 code units, as JavaScript counts them.
    case length(Int)
    /// Before each word; the white space after a word goes with it.
    case words
    /// After each character as people count them.
    case characters
  }

  /// Where the text is cut.
  public let cut: Cut

  /// The time between two pieces, and between the last one and the finished message.
  public let interval: Duration

  /// Where it stops until it is released.
  public let hold: Hold?

  /// A point in a reply at which it waits.
  public struct Hold: Hashable, Sendable {
    /// The name under which it is released.
    public let name: String
    /// How many pieces come before; nil is half of them.
    public let after: Int?
    /// How long it waits at most, in scenario time; nil waits for ever.
    public let max: Duration?

    /// Describes a point.
    public init(_ name: String, after: Int?, max: Duration?) {
      self.name = name
      self.after = after
      self.max = max
    }
  }

  /// Makes a pace of pieces of at least one unit; the default is what a real 1.7.2 shows.
  public init(chunkLength: Int = 16, interval: Duration = .milliseconds(20)) {
    self.init(cut: .length(max(chunkLength, 1)), interval: interval)
  }

  /// Makes a pace that cuts as `cut` says.
  public init(cut: Cut, interval: Duration, hold: Hold? = nil) {
    self.cut = cut
    self.interval = max(interval, .zero)
    self.hold = hold
  }

  /// A rest this short is not worth a piece of its own.
  private static let shortestRest = 3

  /// The pieces of `text`; joined they are the text again.
  ///
  /// A character is never cut, so a piece is longer where one character is. A last piece of at most
  /// three units goes with the one before it. Cost: O(length).
  public func chunks(of text: String) -> [String] {
    switch cut {
    case .length(let length): StreamPace.chunks(of: text, length: length)
    case .words: StreamPace.words(of: text)
    case .characters: text.map(String.init)
    }
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var hasEnded = false
    for character in text {
      if character.isWhitespace {
        hasEnded = word.contains { !$0.isWhitespace }
      } else if hasEnded {
        words.append(word)
        word = ""
        hasEnded = false
      }
      word.append(character)
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func chunks(of text: String, length chunkLength: Int) -> [String] {
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
    if length <= shortestRest, let last = chunks.popLast() {
      chunks.append(last + chunk)
    } else {
      chunks.append(chunk)
    }
    return chunks
  }
}
