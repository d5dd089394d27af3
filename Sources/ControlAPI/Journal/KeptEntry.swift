import ElizaDomain
import ElizaModel
import HTTP1

/// An entry as the journal keeps it: nothing but numbers, so that nobody is counted or let go when it comes or goes.
///
/// Its texts lie one behind the other on a page.
struct KeptEntry {
  /// What happened.
  enum Kind {
    /// A request: method, target and body.
    case request
    /// An answer: method and target of the request, and its own body.
    case response(status: Int32)
    /// A session that was made or has ended: its id and its channel's.
    case session(SessionChange)
    /// An event of a client: the socket and the array.
    case received
    /// An event to one socket: the socket and the array.
    case sentToSocket
    /// An event to a room, which so many sockets got: the room and the array.
    case sentToRoom(reach: Int32)
    /// An acknowledgement to a client: the socket and the array.
    case acknowledged
    /// A message that no agent was asked about: its channel, its id, who wrote it and why.
    case unanswered
    /// Anything else, which the store keeps as it was told.
    case whole
  }

  /// Where the texts lie on their page.
  struct Texts {
    /// The number of the page.
    var page: UInt32 = 0
    /// Where they begin.
    var start: UInt32 = 0
    /// How many bytes each takes, in their order; the last are what no text is.
    var counts = (first: UInt16(0), second: UInt16(0), third: UInt16(0), fourth: UInt16(0))
    var byteCount = UInt16(0)
  }

  /// Real nanoseconds since the server started.
  let elapsed: Int64
  /// Scenario time.
  let time: Timestamp
  /// The number of the exchange; 0 where there is none.
  let exchange: UInt64
  /// The number of the connection; 0 where there is none.
  let connectionNumber: UInt64
  /// What happened.
  let kind: Kind
  /// Where its texts lie.
  let texts: Texts
  /// The bytes it keeps alive, about; known without a look at them.
  let byteCount: UInt32

  init(
    _ kind: Kind, _ texts: Texts, exchange: UInt64 = 0, connection: UInt64 = 0, byteCount: Int,
    elapsed: Int64, time: Timestamp
  ) {
    self.elapsed = elapsed
    self.time = time
    self.exchange = exchange
    self.connectionNumber = connection
    self.kind = kind
    self.texts = texts
    self.byteCount = UInt32(clamping: byteCount)
  }

  /// Whether the store keeps what happened as it was told.
  var isWhole: Bool {
    if case .whole = kind { true } else { false }
  }

  /// The event as it was, its texts read from `page`; nil when the store has it.
  func event(on page: JournalPage) -> JournalEvent? {
    let reader = TextReader(texts, page)
    let (first, second) = (reader.first, reader.second)
    switch kind {
    case .request: return .request(request(first, second, body: reader.bytes))
    case .response(let status):
      return .response(
        JournalResponse(
          to: request(first, second, body: []), status: Int(status), body: reader.bytes))
    case .session(let change):
      return .session(id: first, channel: second, change: change.rawValue)
    case .received: return .received(socket: first, reader.bytes)
    case .sentToSocket: return .sentToSocket(first, reader.bytes)
    case .sentToRoom(let reach): return .sentToRoom(first, reader.bytes, reach: Int(reach))
    case .acknowledged: return .acknowledged(socket: first, reader.bytes)
    case .unanswered:
      return .agent(
        JournalAgentNote(
          silentIn: first, about: second, by: reader.third, because: reader.fourth))
    case .whole: return nil
    }
  }

  private func request(_ method: String, _ target: String, body: [UInt8]) -> JournalRequest {
    JournalRequest(
      exchange: exchange, method: HTTPMethod(method), target: target, body: body,
      connectionNumber: connectionNumber)
  }
}

/// Reads the texts of an entry from their page.
private struct TextReader {
  let first: String
  let second: String
  let third: String
  let fourth: String
  let bytes: [UInt8]

  init(_ texts: KeptEntry.Texts, _ page: JournalPage) {
    var place = Int(texts.start)
    func next(_ count: UInt16) -> Range<Int> {
      defer { place += Int(count) }
      return place..<place + Int(count)
    }
    first = page.text(next(texts.counts.first))
    second = page.text(next(texts.counts.second))
    third = page.text(next(texts.counts.third))
    fourth = page.text(next(texts.counts.fourth))
    bytes = page.bytes(next(texts.byteCount))
  }
}
