import Scenario

/// What becomes of one event or request on its way, once every fault has had its say.
struct FaultPassage {
  var isLost = false
  var delay: Duration = .zero
  var bytesPerSecond: Int?
  var copies = 1
  var gap: Duration = .zero
  var swapsWithin: Duration?
  var dropsAcknowledgement = false
  var leaks: [String?] = []
  var error: String?
  /// Changes to what is sent, in order.
  var damages: [FaultDamage] = []
  /// What strikes connections before it goes out.
  var strikesBefore: [Effect] = []
  /// What strikes connections once it has gone out.
  var strikesAfterwards: [Effect] = []

  init(_ firings: [FaultFiring]) { add(firings) }

  /// The same with what goes wrong besides, for one of those it goes to; what leaks does so once, for all.
  func adding(_ firings: [FaultFiring]) -> FaultPassage {
    var passage = self
    passage.leaks = []
    passage.add(firings)
    return passage
  }

  private mutating func add(_ firings: [FaultFiring]) {
    for firing in firings {
      for effect in firing.effects {
        if firing.isAfterwards { strikesAfterwards.append(effect) } else { add(effect) }
      }
    }
  }

  private mutating func add(_ effect: Effect) {
    switch effect {
    case .lose, .forgetSession, .restart: strikesBefore.append(effect)
    case .delay(.fixed(let duration)): delay += duration
    case .throttle(let rate): bytesPerSecond = min(bytesPerSecond ?? rate, max(rate, 1))
    case .truncate(let count): damages.append(.truncated(to: count))
    case .corrupt: damages.append(.garbled)
    case .duplicate(let times, let gap):
      copies = max(times, 1)
      self.gap = gap
    case .swapWithNext(let time): swapsWithin = time
    case .dropAcknowledgement: dropsAcknowledgement = true
    case .leakToRoom(let room): leaks.append(room)
    case .drop: isLost = true
    case .error(let text): error = text
    case .delay, .refuse, .replyBeforePost, .respond: break
    }
  }
}
