import HostInterface
import TestSupport

/// One direction of a connection: bytes arrive in order, late, and in other pieces than they were sent.
final class Pipe {
  /// Hands over what has arrived.
  var onBytes: (([UInt8]) -> Void)?
  /// The writer has sent its last byte, and all are read.
  var onEnd: (() -> Void)?
  /// The connection was reset by the writer's side or in the middle.
  var onFailure: (() -> Void)?
  /// The reader has made room for a writer that had to wait.
  var onRoom: (() -> Void)?

  /// Whether the reader takes nothing for the time being.
  var isPaused = false { didSet { wake() } }

  /// When the connection stands at the reader's end; nothing arrives before.
  var start = Instant.zero

  /// Whether everything that is under way gets lost from now on.
  var isSilent = false

  private enum Ending {
    case none
    case end
    case failure
    case told
  }

  private let number: Int
  private let conditions: LinkConditions
  private let pace: LinkConditions.Pace?
  private let clock: ManualScheduler
  private let chance: Chance
  private let transcript: Transcript
  private var underWay = 0
  private var arrived: [UInt8] = []
  private var lastArrival = Instant.zero
  private var ending = Ending.none
  private var isCut = false
  private var isReadDue = false
  private var isWriterWaiting = false

  init(
    _ number: Int, _ conditions: LinkConditions, pace: LinkConditions.Pace?, on network: Network,
    chance: Chance
  ) {
    self.number = number
    self.conditions = conditions
    self.pace = pace
    self.chance = chance
    clock = network.clock
    transcript = network.transcript
  }

  /// Takes as many of `bytes` as the window allows and returns their number.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    guard !isCut else { return bytes.count }
    let count = min(max(conditions.window - underWay, 0), bytes.count)
    if count < bytes.count { isWriterWaiting = true }
    underWay += count
    var rest = bytes.prefix(count)
    while !rest.isEmpty {
      let size = min(chance.int(1...conditions.segmentLimit), rest.count)
      let segment = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
      clock.after(arrivalDelay()) { self.arrive(segment) }
    }
    return count
  }

  /// Sends the end after everything written.
  func end() {
    clock.after(arrivalDelay()) { self.arrive(.end) }
  }

  /// Sends a reset, which may overtake what is under way.
  func fail() {
    let overtakes = chance.happens(0.5)
    clock.after(overtakes ? leastDelay() : arrivalDelay()) {
      if overtakes { self.arrived = [] }
      self.arrive(.failure)
    }
  }

  /// Lets nothing through any more and tells nobody.
  func cut() {
    isCut = true
    arrived = []
    onBytes = nil
    onEnd = nil
    onFailure = nil
    onRoom = nil
  }

  private func arrivalDelay() -> Duration {
    let arrival = max(clock.now.advanced(by: leastDelay()), lastArrival)
    lastArrival = arrival
    return clock.now.duration(to: arrival)
  }

  private func leastDelay() -> Duration {
    max(chance.duration(conditions.latency), clock.now.duration(to: start))
  }

  private func arrive(_ segment: [UInt8]) {
    guard !isCut, !isSilent, ending == .none else { return }
    arrived += segment
    wake()
  }

  private func arrive(_ ending: Ending) {
    guard !isCut, !isSilent, self.ending == .none || ending == .failure, self.ending != .told
    else { return }
    self.ending = ending
    wake()
  }

  private func wake() {
    let isDue = !arrived.isEmpty || ending == .end || ending == .failure
    guard isDue, !isReadDue, !isCut, !isPaused || ending == .failure else { return }
    isReadDue = true
    clock.after(readDelay()) { self.read() }
  }

  private func readDelay() -> Duration {
    if let pace { return pace.interval }
    return chance.happens(0.7) ? .zero : chance.duration(.zero ... .milliseconds(3))
  }

  private func read() {
    isReadDue = false
    guard !isCut, !isPaused || ending == .failure else { return }
    if arrived.isEmpty || isPaused { return finish() }
    let size = min(arrived.count, pace?.bytes ?? chance.int(1...conditions.pieceLimit))
    let piece = Array(arrived.prefix(size))
    arrived.removeFirst(size)
    underWay -= size
    transcript.note(.received, pipe: number, piece)
    makeRoom()
    onBytes?(piece)
    wake()
  }

  private func finish() {
    switch ending {
    case .end:
      transcript.note(.ended, pipe: number)
      ending = .told
      onEnd?()
    case .failure:
      transcript.note(.failed, pipe: number)
      ending = .told
      onFailure?()
    case .none, .told: break
    }
  }

  private func makeRoom() {
    guard isWriterWaiting else { return }
    isWriterWaiting = false
    clock.after(chance.duration(conditions.latency)) {
      guard !self.isSilent else { return }
      self.onRoom?()
    }
  }
}

extension ManualScheduler {
  /// Runs `action` once, `delay` from now, whatever happens until then.
  func after(_ delay: Duration, _ action: @escaping () -> Void) {
    _ = schedule(after: delay, action)
  }
}
