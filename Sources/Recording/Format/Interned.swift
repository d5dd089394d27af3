/// Texts that are met again and again, each kept once and known by its place.
struct Interned: Sendable {
  private(set) var texts: [String] = []
  private var places: [String: UInt32] = [:]

  /// The place of a text, which is kept from now on.
  mutating func place(keeping text: String) -> UInt32 {
    if let place = places[text] { return place }
    let place = UInt32(clamping: texts.count)
    texts.append(text)
    places[text] = place
    return place
  }

  /// The place of a text; nil when it is not kept.
  func place(of text: String) -> UInt32? { places[text] }

  /// The text at a place; nil when there is none.
  subscript(place: UInt32) -> String? { Int(place) < texts.count ? texts[Int(place)] : nil }
}
