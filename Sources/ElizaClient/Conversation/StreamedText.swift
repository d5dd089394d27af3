/// An answer that comes in pieces, which may come twice or overtake one another.
struct StreamedText: Hashable {
  /// The most pieces that are kept of one answer.
  private static let limit = 65_536

  private var pieces: [(index: Int, text: String)] = []

  /// What is there so far.
  var text: String { pieces.map(\.text).joined() }

  /// Adds a piece; answers false when it is known already.
  mutating func add(_ text: String, at index: Int) -> Bool {
    let place = pieces.lastIndex { $0.index <= index }
    if let place, pieces[place].index == index { return false }
    guard pieces.count < Self.limit else { return false }
    pieces.insert((index, text), at: place.map { $0 + 1 } ?? 0)
    return true
  }

  static func == (left: StreamedText, right: StreamedText) -> Bool {
    left.pieces.elementsEqual(right.pieces) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(pieces.count)
  }
}
