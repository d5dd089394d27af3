/// What is kept of a line in memory: enough to find its text again and to know when it is its turn.
struct LineEntry {
  /// Stands for no line, no connection and no key.
  static let none = UInt32.max

  /// When it happened, in microseconds since the start.
  let time: Int64
  /// The first byte of its text.
  let start: UInt32
  /// What it has in common with everything that it may fit; of lines with a key only.
  let print: UInt32
  /// The line that led to it.
  let cause: UInt32
  /// The place of the connection's name among those of the fixture.
  let connection: UInt32
  /// The place of what the line is found by among the keys of the fixture; of clients' lines only.
  let key: UInt32
  let kind: LineKind
  let direction: Direction?
  /// Whether a client's line changes nothing.
  let isRead: Bool
  /// Whether the server refuses with it what an event of a client was.
  let isError: Bool
}
