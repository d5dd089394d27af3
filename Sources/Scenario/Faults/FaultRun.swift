import HostInterface

/// One fault that is on: what it has seen, how often it has happened, and its own chance.
struct FaultRun {
  let overlay: String
  let fault: Fault
  let start: Duration
  private(set) var firings = 0
  private var tallies = RecentValues<String, Tally>(limit: tallyLimit)
  private var chance: SeededRandom
  private let name: Glob?

  /// The least number of connections or chats whose counts are kept; those idle longest begin anew.
  private static let tallyLimit = 4_096

  /// What is counted together.
  private struct Tally {
    var count = 0
    var firings = 0
  }

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
  mutating func firing(
    at occasion: FaultOccasion, from origin: FaultOrigin, now: Duration
  ) -> FaultFiring? {
    guard isInTime(now), matches(occasion) else { return nil }
    let key = key(of: origin)
    var tally = tallies.take(key) ?? Tally()
    tally.count &+= 1
    let happens = isDue(tally)
    if happens { tally.firings &+= 1 }
    tallies.put(key, tally)
    guard happens else { return nil }
    firings &+= 1
    return FaultFiring(
      overlay: overlay, fault: fault.id, effects: fault.effects.map { drawn($0) },
      isAfterwards: fault.trigger.isAfterwards, occasion: FaultRun.summary(of: occasion),
      origin: origin)
  }

  private func key(of origin: FaultOrigin) -> String {
    switch fault.trigger.scope {
    case .server: ""
    case .session: origin.channel ?? ""
    case .connection: origin.connection ?? ""
    }
  }

  private mutating func isDue(_ tally: Tally) -> Bool {
    let trigger = fault.trigger
    if let nth = trigger.nth, tally.count != nth { return false }
    if let every = trigger.every, every < 1 || tally.count % every != 0 { return false }
    if let after = trigger.after, tally.count <= after { return false }
    if let times = trigger.times, tally.firings >= times { return false }
    guard let probability = trigger.probability else { return true }
    return chance.nextUnitInterval() < probability
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
