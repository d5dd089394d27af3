/// The lines of the server that are waiting to go out.
struct ReplayQueue {
  /// One of them.
  struct Effect {
    let due: Duration
    let index: Int
    let visitor: Int
    let exchange: Int?
    /// The number under which the live client awaits an acknowledgement.
    let acknowledgement: Int?
    let isHeld: Bool
  }

  private var effects: [Effect] = []

  mutating func add(_ effect: Effect) {
    let place = effects.firstIndex { ($0.due, $0.index) > (effect.due, effect.index) }
    effects.insert(effect, at: place ?? effects.endIndex)
  }

  var nextDue: Duration? { effects.first { !$0.isHeld }?.due }

  mutating func next(until now: Duration, before number: Int) -> Effect? {
    let place = effects.firstIndex { !$0.isHeld }
    guard let place, effects[place].due <= now,
      effects[place].index < number || effects[place].due < now
    else { return nil }
    return effects.remove(at: place)
  }

  /// Takes out the first that fits.
  mutating func take(where fits: (Effect) -> Bool) -> Effect? {
    effects.firstIndex(where: fits).map { effects.remove(at: $0) }
  }

  mutating func nextHeld() -> Effect? {
    let held = effects.indices.filter { effects[$0].isHeld }
    guard let place = held.min(by: { effects[$0].index < effects[$1].index }) else { return nil }
    return effects.remove(at: place)
  }

  /// Forgets what waits for a request whose client has left.
  mutating func forget(exchange: Int) {
    effects.removeAll { $0.exchange == exchange }
  }
}
