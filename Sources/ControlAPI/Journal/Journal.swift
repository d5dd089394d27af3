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
  private var store: JournalStore
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
    store = JournalStore(limit: max(limit, 0))
    origin = scheduler.now
  }

  /// Whether anything is kept at all.
  public var isKept: Bool { limit > 0 }

  /// The number of the latest entry; 0 before the first.
  public var last: UInt64 { store.last }

  /// The number of the oldest entry that is kept; one above `last` when there is none.
  public var first: UInt64 { store.first }

  /// Takes note of an event.
  public func record(_ event: JournalEvent) {
    guard limit > 0 else { return }
    if !keepPacked(event) { store.keep(event, elapsed: elapsed, time: clock.now) }
    tell { event }
  }

  /// Takes note of an event that a client sent: an array of its name and arguments.
  public func record(_ array: JSONDocument, receivedFrom socket: String) {
    guard limit > 0 else { return }
    let bytes = array.bytes
    let range = array.rawRange(of: array.root)
    guard keep(.received, socket, bytes.span.extracting(range)) else {
      return record(.received(socket: socket, Array(bytes[range])))
    }
    tell { .received(socket: socket, Array(bytes[range])) }
  }

  /// Takes note of a request.
  public func record(_ request: JournalRequest) {
    guard limit > 0 else { return }
    let isKept = store.keep(
      .request, request.method.rawValue, request.target, request.body.span,
      exchange: request.exchange, connection: request.connectionNumber,
      byteCount: request.byteCount, elapsed: elapsed, time: clock.now)
    guard isKept else { return record(.request(request)) }
    tell { .request(request) }
  }

  /// Takes note of the answer to a request; of a stream `body` is what came with its head.
  public func record(_ status: HTTPStatus, _ body: [UInt8], to request: JournalRequest) {
    guard limit > 0 else { return }
    let isKept = store.keep(
      .response(status: Int32(truncatingIfNeeded: status.code)), request.method.rawValue,
      request.target, body.span, exchange: request.exchange, connection: request.connectionNumber,
      byteCount: body.count, elapsed: elapsed, time: clock.now)
    let event = {
      JournalEvent.response(JournalResponse(to: request, status: status.code, body: body))
    }
    guard isKept else { return record(event()) }
    tell(event)
  }

  /// Takes note of what became of a session.
  public func record(_ change: SessionChange, of session: Session) {
    guard limit > 0 else { return }
    let isKept = store.keep(
      .session(change), session.id, session.channelID, [UInt8]().span, byteCount: 0,
      elapsed: elapsed, time: clock.now)
    let event = {
      JournalEvent.session(
        id: session.id, channel: session.channelID, change: change.rawValue)
    }
    guard isKept else { return record(event()) }
    tell(event)
  }

  /// The number of the next exchange.
  public func nextExchange() -> UInt64 {
    exchangeCount &+= 1
    return exchangeCount
  }

  /// The entries after a number, oldest first.
  public func entries(after number: UInt64) -> some Sequence<JournalEntry> {
    store.entries(after: number)
  }

  /// Forgets every entry; numbers go on.
  public func removeAll() { store.removeAll() }

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

  /// Keeps what is said over sockets in so many words; false for anything else, and where it is too long.
  private func keepPacked(_ event: JournalEvent) -> Bool {
    switch event {
    case .received(let socket, let array): keep(.received, socket, array.span)
    case .sentToSocket(let socket, let array): keep(.sentToSocket, socket, array.span)
    case .sentToRoom(let room, let array, let reach):
      keep(.sentToRoom(reach: Int32(clamping: reach)), room, array.span)
    case .acknowledged(let socket, let array): keep(.acknowledged, socket, array.span)
    default: false
    }
  }

  private func keep(_ kind: PackedEvent.Kind, _ place: String, _ array: Span<UInt8>) -> Bool {
    store.keep(
      kind, place, "", array, byteCount: array.count, elapsed: elapsed, time: clock.now)
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
