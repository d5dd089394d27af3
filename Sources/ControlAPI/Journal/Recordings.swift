/// The stretches of the journal that are marked as recordings, oldest first.
final class Recordings {
  /// The most there are at a time.
  static let limit = 64

  /// One of them.
  struct Stretch {
    let name: String
    /// The number of the last entry before it.
    let since: UInt64
    /// The number of its last entry; nil while it goes on.
    var until: UInt64?

    /// The numbers of its entries, empty stretches included; nil when it has none yet.
    var range: ClosedRange<UInt64>? {
      let end = until ?? .max
      return end > since ? (since + 1)...end : nil
    }
  }

  private(set) var all: [Stretch] = []
  private var count = 0

  func named(_ name: String) -> Stretch? { all.first { $0.name == name } }

  /// Begins one after the entry `last`; nil when there is one of that name, or one too many.
  func start(_ name: String?, after last: UInt64) -> Stretch? {
    count += 1
    let stretch = Stretch(name: name ?? "recording-\(count)", since: last)
    guard named(stretch.name) == nil, all.count < Recordings.limit else { return nil }
    all.append(stretch)
    return stretch
  }

  /// Ends one with the entry `last`, or leaves it as it ended before; nil when there is none.
  func stop(_ name: String, at last: UInt64) -> Stretch? {
    guard let index = all.firstIndex(where: { $0.name == name }) else { return nil }
    if all[index].until == nil { all[index].until = last }
    return all[index]
  }

  /// Forgets one; false when there is none.
  func remove(_ name: String) -> Bool {
    let before = all.count
    all.removeAll { $0.name == name }
    return all.count < before
  }
}
