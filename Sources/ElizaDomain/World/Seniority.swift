import DequeModule

/// The order in which things came and how many bytes they have, so that the oldest can go when there
/// is too much.
struct Seniority<Element> {
  private var arrivals = Deque<Element>()

  /// The bytes of everything that is still there.
  private(set) var byteCount = 0

  /// Notes a new thing.
  mutating func append(_ element: Element, bytes: Int) {
    arrivals.append(element)
    byteCount += bytes
  }

  /// Notes that something has grown, or with a negative number that it has shrunk or is gone.
  mutating func resize(by bytes: Int) {
    byteCount += bytes
  }

  /// Takes the oldest out, which may be gone already.
  mutating func popFirst() -> Element? {
    arrivals.popFirst()
  }

  /// Forgets what is gone once it is more than what is there.
  mutating func tidy(count: Int, isThere: (Element) -> Bool) {
    guard arrivals.count > 2 * count + 64 else { return }
    arrivals = Deque(arrivals.filter(isThere))
  }
}
