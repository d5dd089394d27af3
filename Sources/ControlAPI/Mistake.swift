/// Something that is wrong or odd about a text that a caller sent, and where.
public struct Mistake: Hashable, Sendable {
  /// The line, from 1; nil when it concerns the whole.
  public var line: Int?
  /// The column in characters, from 1; nil when it concerns the whole.
  public var column: Int?
  /// The place in what was sent, such as `overlays[0].faults[1].do`, where lines and columns say nothing.
  public var path: String?
  /// What is wrong, and what would be right.
  public var message: String
  /// The word that was probably meant; nil where there is none.
  public var nearest: String?
  /// Whether the text can be used all the same.
  public var isWarning: Bool

  /// Describes a mistake.
  public init(
    _ message: String, line: Int? = nil, column: Int? = nil, path: String? = nil,
    nearest: String? = nil,
    isWarning: Bool = false
  ) {
    self.message = message
    self.line = line
    self.column = column
    self.path = path
    self.nearest = nearest
    self.isWarning = isWarning
  }
}

/// Why a text cannot be used: everything that is wrong with it.
public struct Mistakes: Error, Hashable, Sendable {
  /// At least one that is no warning.
  public let all: [Mistake]

  /// Collects mistakes.
  public init(_ all: [Mistake]) {
    self.all = all
  }
}
