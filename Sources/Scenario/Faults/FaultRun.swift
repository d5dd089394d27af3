import HostInterface

/// One fault that is on: what it has seen, how often it has happened, and its own chance.
struct FaultRun {
  let overlay: String
  let fault: Fault
  let start: Duration
  private(set) var firings = 0
  private var count = 0
  private var chance: SeededRandom
  private let name: Glob?

  init(_ fault: Fault, of overlay: String, start: Duration, chance: SeededRandom) {
    self.overlay = overlay
    self.fault = fault
    self.start = start
    self.chance = chance
    if case .event(let pattern) = fault.trigger.subject {
      name = Glob(pattern.name)
    } else {
      name = nil
    }
  }

  /// Counts what comes to pass, and answers what happens at it, if anything does.
  mutating func firing(at occasion: FaultOccasion, now: Duration) -> FaultFiring? {
    let trigger = fault.trigger
    guard isInTime(now), matches(occasion) else { return nil }
    count &+= 1
    if let nth = trigger.nth, count != nth { return nil }
    if let every = trigger.every, every < 1 || count % every != 0 { return nil }
    if let after = trigger.after, count <= after { return nil }
    if let times = trigger.times, firings >= times { return nil }
    if let probability = trigger.probability, chance.nextUnitInterval() >= probability {
      return nil
    }
    firings &+= 1
    return FaultFiring(
      overlay: overlay, fault: fault.id, effects: fault.effects.map { drawn($0) },
      isAfterwards: trigger.isAfterwards, occasion: FaultRun.summary(of: occasion))
  }

  private func isInTime(_ now: Duration) -> Bool {
    if let since = fault.trigger.since, now - start < since { return false }
    if let until = fault.trigger.until, now - start >= until { return false }
    return true
  }

  private func matches(_ occasion: FaultOccasion) -> Bool {
    switch (fault.trigger.subject, occasion) {
    case (.event(let pattern), .event(let name, let direction, let author)):
      guard pattern.direction ?? direction == direction, self.name?.matches(name) == true else {
        return false
      }
      return pattern.author == nil || pattern.author == author()
    case (.lifecycle(let wanted), .lifecycle(let moment)): return wanted == moment
    case (.request(let pattern), .request(let method, let path)):
      return pattern.matches(method: method, path: path)
    case (.time, .moment(let overlay, let fault)):
      return overlay == self.overlay && fault == self.fault.id
    default: return false
    }
  }

  private mutating func drawn(_ effect: Effect) -> Effect {
    guard case .delay(let time) = effect else { return effect }
    return .delay(.fixed(time.sample(using: &chance)))
  }

  private static func summary(of occasion: FaultOccasion) -> String {
    switch occasion {
    case .event(let name, .in, _): "\(name) from a client"
    case .event(let name, .out, _): name
    case .lifecycle(let moment): moment.rawValue
    case .request(let method, let path): "\(method) \(path)"
    case .moment: "its time"
    }
  }
}
