import ElizaDomain
import HTTP1

/// An event whose texts lie one behind the other on a page of the journal.
struct PackedEvent {
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
  }

  /// What happened.
  let kind: Kind
  /// The number of the exchange; 0 where there is none.
  let exchange: UInt64
  /// The number of the connection; 0 where there is none.
  let connectionNumber: UInt64
  /// Where the texts lie.
  let page: JournalPage
  /// Where they begin.
  let start: UInt32
  /// Where the first of them ends.
  let firstEnd: UInt32
  /// Where the second ends.
  let secondEnd: UInt32
  /// Where the third ends.
  let end: UInt32

  /// The event as it was.
  var event: JournalEvent {
    switch kind {
    case .request: .request(request(body: third))
    case .response(let status):
      .response(JournalResponse(to: request(body: []), status: Int(status), body: third))
    case .session(let change):
      .session(id: first, channel: second, change: change.rawValue)
    case .received: .received(socket: first, third)
    case .sentToSocket: .sentToSocket(first, third)
    case .sentToRoom(let reach): .sentToRoom(first, third, reach: Int(reach))
    case .acknowledged: .acknowledged(socket: first, third)
    }
  }

  private var first: String { page.text(Int(start)..<Int(firstEnd)) }

  private var second: String { page.text(Int(firstEnd)..<Int(secondEnd)) }

  private var third: [UInt8] { page.bytes(Int(secondEnd)..<Int(end)) }

  private func request(body: [UInt8]) -> JournalRequest {
    JournalRequest(
      exchange: exchange, method: HTTPMethod(first), target: second, body: body,
      connectionNumber: connectionNumber)
  }
}
