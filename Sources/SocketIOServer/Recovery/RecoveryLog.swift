import Bytes
import DequeModule
import HostInterface
import JSON

/// What a namespace keeps so that clients can come back after a short loss and miss nothing.
///
/// Every event gets an offset as its last argument; a client that comes back tells its private id and
/// the last offset it has seen.
final class RecoveryLog {
  private struct Entry {
    let event: EncodedEvent
    let audience: Audience
    let time: Instant
  }

  private struct Lost {
    let state: RecoveredState
    let time: Instant
  }

  private let configuration: RecoveryConfiguration
  private let scheduler: any Scheduler
  private let salt: String
  private var entries: Deque<Entry> = []
  /// The number of the first entry; numbers begin at one.
  private var firstNumber = 1
  private var lost: [String: Lost] = [:]
  private var lostIDs: Deque<String> = []

  /// `salt` keeps an application's own strings from being taken for offsets.
  init(_ configuration: RecoveryConfiguration, scheduler: any Scheduler, salt: String) {
    self.configuration = configuration
    self.scheduler = scheduler
    self.salt = String(salt.prefix(8)) + "."
  }

  /// Keeps an event and returns it with its offset.
  func record(_ event: EncodedEvent, for audience: Audience) -> EncodedEvent {
    trim()
    let event = event.appending(salt + String(firstNumber + entries.count))
    entries.append(Entry(event: event, audience: audience, time: scheduler.now))
    if entries.count > configuration.eventLimit { dropFirst() }
    return event
  }

  /// Remembers a socket that was lost.
  func remember(_ socket: Socket) {
    guard let privateID = socket.privateID else { return }
    trim()
    let state = RecoveredState(
      socketID: socket.id, privateID: privateID, rooms: socket.memberships.map(\.room.name),
      state: socket.state)
    lost[privateID] = Lost(state: state, time: scheduler.now)
    lostIDs.append(privateID)
    if lostIDs.count > configuration.socketLimit { lost[lostIDs.removeFirst()] = nil }
  }

  /// Takes up the lost socket that a client's `auth` names; nil when it cannot miss nothing.
  func resume(_ auth: JSONDocument) -> RecoveredState? {
    trim()
    guard let privateID = auth.member("pid", of: auth.root).flatMap(auth.string),
      let offset = auth.member("offset", of: auth.root).flatMap(auth.string),
      let number = number(of: offset), let found = lost[privateID]
    else { return nil }
    lost[privateID] = nil
    var state = found.state
    let memberships = [state.socketID] + state.rooms
    for entry in entries.dropFirst(number + 1 - firstNumber)
    where entry.audience.includes(memberships) {
      state.missedEvents.append(entry.event)
    }
    return state
  }

  /// The number of the entry that `offset` names, if it is still kept.
  private func number(of offset: String) -> Int? {
    guard offset.hasPrefix(salt) else { return nil }
    let digits = offset.utf8.dropFirst(salt.utf8.count)
    guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit),
      let number = Int(Substring(digits)), number >= firstNumber,
      number < firstNumber + entries.count
    else { return nil }
    return number
  }

  private func trim() {
    while let first = entries.first, isPast(first.time) { dropFirst() }
    while let id = lostIDs.first {
      guard let candidate = lost[id] else {
        lostIDs.removeFirst()
        continue
      }
      guard isPast(candidate.time) else { break }
      lostIDs.removeFirst()
      lost[id] = nil
    }
  }

  private func isPast(_ time: Instant) -> Bool {
    time.duration(to: scheduler.now) > configuration.maximumDisconnection
  }

  private func dropFirst() {
    entries.removeFirst()
    firstNumber += 1
  }
}
