/// A message that waits for the next one of its name to overtake it.
struct ShelvedMessage {
  let emission: FaultEmission?
  let timer: Int
  var sends: [() -> Void]
}

/// Messages that let the next one of their name overtake them.
extension FaultDriver {
  /// Puts a message aside; false when it is the one that overtakes.
  func putAside(
    _ key: String, within time: Duration, _ emission: FaultEmission?, _ send: @escaping () -> Void
  ) -> Bool {
    if let shelved = shelf[key] {
      guard let emission, shelved.emission === emission else { return false }
      shelf[key]?.sends.append(send)
      return true
    }
    let timer = timers.schedule(after: time) { [weak self] in self?.release(key) }
    shelf[key] = ShelvedMessage(emission: emission, timer: timer, sends: [send])
    return true
  }

  /// The next one has gone by: what it has overtaken follows, once all who get it have it.
  func overtaken(_ key: String, by emission: FaultEmission?) {
    guard let shelved = shelf[key], emission == nil || shelved.emission !== emission else { return }
    afterThisTurn { [weak self] in self?.release(key) }
  }

  private func release(_ key: String) {
    guard let shelved = shelf.removeValue(forKey: key) else { return }
    timers.cancel(shelved.timer)
    for send in shelved.sends { send() }
  }
}
