/// The lines of the server that are waiting to go out.
///
/// Of all that was said because of one line of a client only the next waits here; each brings on the one after it.
struct ReplayQueue {
  /// One of them.
  struct Effect {
    /// What it was said because of, when that was played, and for whom.
    struct Cause {
      let line: Int
      let played: Duration
      let visitor: Int
      let exchange: Int?
      /// Whose doing it is, for what happens on a socket.
      let connection: Int?
      /// The number under which the live client awaits an acknowledgement.
      let acknowledgement: Int?
      /// The stay of its socket during which that was done.
      let stay: Replay.Stay?
    }

    let due: Duration
    let index: Int
    let cause: Cause
    /// Whether nothing follows it.
    let isLast: Bool
    fileprivate var order = 0

    init(due: Duration, index: Int, cause: Cause, isLast: Bool) {
      self.due = due
      self.index = index
      self.cause = cause
      self.isLast = isLast
    }
  }

  /// A heap: nothing goes out before what stands at half its place.
  private var waiting: [Effect] = []
  /// The events that wait to be asked for, a heap in the order of their lines.
  private var held: [Effect] = []
  private var count = 0

  /// Puts a line where it waits for its time, or to be asked for.
  mutating func add(_ effect: Effect, isHeld: Bool = false) {
    var effect = effect
    count += 1
    effect.order = count
    if isHeld {
      ReplayQueue.push(effect, on: &held, by: ReplayQueue.comesFirst)
    } else {
      ReplayQueue.push(effect, on: &waiting, by: ReplayQueue.isDueFirst)
    }
  }

  var nextDue: Duration? { waiting.first?.due }

  mutating func next(until now: Duration, before number: Int) -> Effect? {
    guard let first = waiting.first, first.due <= now, first.index < number || first.due < now
    else { return nil }
    return ReplayQueue.pop(from: &waiting, by: ReplayQueue.isDueFirst)
  }

  mutating func nextHeld() -> Effect? {
    ReplayQueue.pop(from: &held, by: ReplayQueue.comesFirst)
  }

  /// Takes out the one that goes out first of those that fit.
  mutating func take(where fits: (Effect) -> Bool) -> Effect? {
    guard let found = waiting.filter(fits).min(by: ReplayQueue.isDueFirst) else { return nil }
    remove { $0.order == found.order }
    return found
  }

  /// Forgets what waits for a request whose client has left.
  mutating func forget(exchange: Int) { remove { $0.cause.exchange == exchange } }

  private mutating func remove(where fits: (Effect) -> Bool) {
    guard waiting.contains(where: fits) else { return }
    // In the order in which they go out they are a heap as well.
    waiting = waiting.filter { !fits($0) }.sorted(by: ReplayQueue.isDueFirst)
  }
}

extension ReplayQueue {
  private static func isDueFirst(_ left: Effect, _ right: Effect) -> Bool {
    (left.due, left.index, left.order) < (right.due, right.index, right.order)
  }

  private static func comesFirst(_ left: Effect, _ right: Effect) -> Bool {
    (left.index, left.order) < (right.index, right.order)
  }

  private static func push(
    _ effect: Effect, on heap: inout [Effect], by precedes: (Effect, Effect) -> Bool
  ) {
    heap.append(effect)
    var place = heap.count - 1
    while place > 0, precedes(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private static func pop(
    from heap: inout [Effect], by precedes: (Effect, Effect) -> Bool
  ) -> Effect? {
    guard let last = heap.popLast() else { return nil }
    guard let first = heap.first else { return last }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if precedes(heap[child], heap[least]) { least = child }
      }
      if least == place { return first }
      heap.swapAt(place, least)
      place = least
    }
  }
}
