public import ElizaDomain
public import HTTP1
public import HostInterface
public import JSON

/// What happened, in order: the latest entries, kept as they came and decoded when somebody reads them.
///
/// Bounded in entries and in bytes; the oldest go. Loop thread only.
public final class Journal {
  /// The most entries that are kept.
  public let limit: Int

  /// The most bytes that all entries keep alive, about; 64 MiB.
  public static let byteLimit = 67_108_864

  private let clock: WorldClock
  private let scheduler: any Scheduler
  private let origin: Instant
  // Unchecked, since two accesses can never overlap: the store calls nobody.
  @exclusivity(unchecked) private var store: JournalStore
  private var exchangeCount: UInt64 = 0
  private var readers: [any JournalReader] = []

  /// Told when somebody begins to want packets of Engine.IO and polls, and when nobody does any more.
  public var onPacketsWanted: ((_ areWanted: Bool) -> Void)?
  private var packetReaders = 0

  /// Makes an empty journal; with a `limit` of 0 nothing is kept and nobody hears anything.
  public init(limit: Int, clock: WorldClock, scheduler: any Scheduler) {
    self.limit = max(limit, 0)
    self.clock = clock
    self.scheduler = scheduler
    unsafe store = JournalStore(limit: max(limit, 0))
    origin = scheduler.now
  }

  /// Whether anything is kept at all.
  public var isKept: Bool { limit > 0 }

  /// The number of the latest entry; 0 before the first.
  public var last: UInt64 { unsafe store.last }

  /// The number of the oldest entry that is kept; one above `last` when there is none.
  public var first: UInt64 { unsafe store.first }

  /// Takes note of an event, as it is told; what comes often has calls of its own.
  public func record(_ event: JournalEvent) {
    guard limit > 0 else { return }
    recordWhole(event)
  }

  /// Takes note of a message that no agent is asked about.
  public func record(unanswered incoming: IncomingMessage, because reason: Silence) {
    guard limit > 0 else { return }
    let reason = reason.description
    let (room, message) = (incoming.channel.id, incoming.message)
    let isKept = unsafe store.keep(
      .unanswered, room, message.id, message.authorID, reason, bytes: [UInt8]().span,
      byteCount: reason.utf8.count, elapsed: elapsed, time: clock.now)
    let event = {
      JournalEvent.agent(
        JournalAgentNote(
          silentIn: room, about: message.id, by: message.authorID, because: reason))
    }
    guard isKept else { return recordWhole(event()) }
    tell(event)
  }

  /// Takes note of an event that a socket was sent: an array of its name and arguments.
  public func record(_ array: [UInt8], sentTo socket: String) {
    guard limit > 0 else { return }
    guard keep(.sentToSocket, socket, array.span) else {
      return recordWhole(.sentToSocket(socket, array))
    }
    tell { .sentToSocket(socket, array) }
  }

  /// Takes note of an event that a room was sent, which so many sockets got: an array of its name and arguments.
  public func record(_ array: [UInt8], sentToRoom room: String, reach: Int) {
    guard limit > 0 else { return }
    guard keep(.sentToRoom(reach: Int32(clamping: reach)), room, array.span) else {
      return recordWhole(.sentToRoom(room, array, reach: reach))
    }
    tell { .sentToRoom(room, array, reach: reach) }
  }

  /// Takes note of an acknowledgement that a client's callback was called with: an array of arguments.
  public func record(_ array: [UInt8], acknowledgedTo socket: String) {
    guard limit > 0 else { return }
    guard keep(.acknowledged, socket, array.span) else {
      return recordWhole(.acknowledged(socket: socket, array))
    }
    tell { .acknowledged(socket: socket, array) }
  }

  /// Takes note of an event that a client sent: an array of its name and arguments.
  public func record(_ array: JSONDocument, receivedFrom socket: String) {
    guard limit > 0 else { return }
    let bytes = array.bytes
    let range = array.rawRange(of: array.root)
    guard keep(.received, socket, bytes.span.extracting(range)) else {
      return recordWhole(.received(socket: socket, Array(bytes[range])))
    }
    tell { .received(socket: socket, Array(bytes[range])) }
  }

  /// Takes note of a request.
  public func record(_ request: JournalRequest) {
    guard limit > 0 else { return }
    let isKept = unsafe store.keep(
      .request, request.method.rawValue, request.target, bytes: request.body.span,
      exchange: request.exchange, connection: request.connectionNumber,
      byteCount: request.byteCount, elapsed: elapsed, time: clock.now)
    guard isKept else { return recordWhole(.request(request)) }
    tell { .request(request) }
  }

  /// Takes note of the answer to a request; of a stream `body` is what came with its head.
  public func record(_ status: HTTPStatus, _ body: [UInt8], to request: JournalRequest) {
    guard limit > 0 else { return }
    let isKept = unsafe store.keep(
      .response(status: Int32(truncatingIfNeeded: status.code)), request.method.rawValue,
      request.target, bytes: body.span, exchange: request.exchange,
      connection: request.connectionNumber,
      byteCount: body.count, elapsed: elapsed, time: clock.now)
    let event = {
      JournalEvent.response(JournalResponse(to: request, status: status.code, body: body))
    }
    guard isKept else { return recordWhole(event()) }
    tell(event)
  }

  /// Takes note of what became of a session.
  public func record(_ change: SessionChange, of session: Session) {
    guard limit > 0 else { return }
    let isKept = unsafe store.keep(
      .session(change), session.id, session.channelID, bytes: [UInt8]().span, byteCount: 0,
      elapsed: elapsed, time: clock.now)
    let event = {
      JournalEvent.session(
        id: session.id, channel: session.channelID, change: change.rawValue)
    }
    guard isKept else { return recordWhole(event()) }
    tell(event)
  }

  /// The number of the next exchange.
  public func nextExchange() -> UInt64 {
    exchangeCount &+= 1
    return exchangeCount
  }

  /// The entries after a number, oldest first.
  public func entries(after number: UInt64) -> some Sequence<JournalEntry> {
    unsafe store.entries(after: number)
  }

  /// Forgets every entry; numbers go on.
  public func removeAll() { unsafe store.removeAll() }

  /// Lets somebody hear of every entry to come, until `remove`.
  func add(_ reader: any JournalReader) { readers.append(reader) }

  /// Lets somebody hear no more.
  func remove(_ reader: any JournalReader) { readers.removeAll { $0 === reader } }

  /// Lets packets of Engine.IO be recorded too, until as many calls with false.
  func wantPackets(_ isWanted: Bool) {
    packetReaders += isWanted ? 1 : -1
    if packetReaders == (isWanted ? 1 : 0) { onPacketsWanted?(isWanted) }
  }

  /// The number of those who hear of every entry.
  var readerCount: Int { readers.count }

  private func recordWhole(_ event: JournalEvent) {
    unsafe store.keep(event, elapsed: elapsed, time: clock.now)
    tell { event }
  }

  private func keep(_ kind: KeptEntry.Kind, _ place: String, _ array: Span<UInt8>) -> Bool {
    unsafe store.keep(
      kind, place, bytes: array, byteCount: array.count, elapsed: elapsed, time: clock.now)
  }

  /// Real nanoseconds since the server started.
  private var elapsed: Int64 { scheduler.now.nanoseconds &- origin.nanoseconds }

  /// Tells the readers of the latest entry, which is made only if there are any.
  private func tell(_ event: () -> JournalEvent) {
    guard !readers.isEmpty else { return }
    let view = JournalView(
      JournalEntry(number: last, elapsed: elapsed, time: clock.now, event: event()))
    for reader in readers { reader.recorded(view) }
  }
}

/// Somebody who hears of every entry as it is made.
protocol JournalReader: AnyObject {
  /// An entry was made.
  func recorded(_ entry: JournalView)
}
