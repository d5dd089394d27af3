import Bytes
public import HTTP1
import HostInterface
public import JSON
import SocketIO

/// One client in one namespace.
///
/// It lives until the client leaves the namespace or is lost; after that nothing it is asked to send
/// goes anywhere.
public final class Socket {
  /// The socket id: 20 URL-safe characters; the name of the room it is always in.
  public let id: String

  /// The namespace.
  public let namespace: Namespace

  /// What the client sent along when it joined, an object; empty when it sent nothing.
  public let auth: JSONDocument

  /// Whether the socket takes up the state of one that was lost.
  public let isRecovered: Bool

  /// Whatever the application keeps with the socket; recovered with it.
  public var state: AnyObject?

  /// Whether the socket is in its namespace.
  public var isConnected: Bool { isInNamespace }

  let connection: Connection
  let privateID: String?
  var memberships: [Membership] = []
  /// The place among all sockets of the namespace.
  var position = 0
  /// The last broadcast that has dealt with the socket.
  var mark: UInt32 = 0
  private var isInNamespace = true
  private var acknowledgements = AcknowledgementTable<AcknowledgementWaiter>()

  init(
    _ request: ConnectRequest, in namespace: Namespace, on connection: Connection,
    recovered: RecoveredState?
  ) {
    let server = connection.server
    id = recovered?.socketID ?? server.makeID()
    privateID =
      recovered?.privateID ?? (namespace.recovery == nil ? nil : server.makeID())
    state = recovered?.state
    isRecovered = recovered != nil
    auth = request.auth
    self.namespace = namespace
    self.connection = connection
  }

  /// The session below, with its transport and address.
  public var session: EngineSession { connection.session }

  /// The request that opened the session: headers, query and address.
  public var request: HTTPRequest { connection.session.request }

  /// Puts the client out of the namespace; it sees `io server disconnect` and stays in its others.
  ///
  /// With `closingConnection` it is put out of all of them and the connection is closed.
  public func disconnect(closingConnection: Bool = false) {
    guard isConnected else { return }
    closingConnection ? connection.putOutAndClose() : connection.putOut(self)
  }

  /// The socket has ended: tells whoever waits, then leaves all rooms.
  func end(_ reason: DisconnectReason) {
    guard isConnected else { return }
    isInNamespace = false
    for waiter in acknowledgements.removeAll() { finish(waiter, .disconnected) }
    namespace.remove(self, reason)
  }

  func appendConnectPayload(to output: inout [UInt8]) {
    output.append(ascii: #"{"sid":"#)
    output.appendJSONString(id)
    if let privateID {
      output.append(ascii: #","pid":"#)
      output.appendJSONString(privateID)
    }
    output.append(ASCII.rightBrace)
  }
}

extension Socket {
  /// Emits an event with arguments that are encoded and joined by commas, and hears of its
  /// acknowledgement.
  ///
  /// `completion` is called exactly once; without a time-out it may have to wait for the end of the
  /// socket.
  public func emit(
    _ name: String, _ arguments: Span<UInt8>, attachments: [[UInt8]] = [], timeout: Duration?,
    completion: @escaping (AcknowledgementOutcome) -> Void
  ) {
    guard let id = number(awaiting: completion, within: timeout) else { return }
    sendEvent(name, arguments, attachments, id: id)
  }

  /// Emits an event that is already encoded, and hears of its acknowledgement.
  ///
  /// The number under which the client is to acknowledge it is returned, for more copies; nil when nothing has gone out.
  /// A client that owes too many acknowledgements is cut off, or with `forgettingOldest` let off the one that it has
  /// owed longest, which has timed out then.
  @discardableResult
  public func emit(
    _ event: EncodedEvent, timeout: Duration?, forgettingOldest: Bool = false,
    completion: @escaping (AcknowledgementOutcome) -> Void
  ) -> UInt64? {
    if forgettingOldest { makeRoomForWaiter() }
    guard let id = number(awaiting: completion, within: timeout) else { return nil }
    sendEvent(event, id: id)
    return id
  }

  /// Emits one more copy of an event that is to be acknowledged under a number; the first answer counts.
  public func emit(_ event: EncodedEvent, again id: UInt64) {
    if isConnected { sendEvent(event, id: id) }
  }

  private func makeRoomForWaiter() {
    guard acknowledgements.count >= connection.server.configuration.acknowledgementLimit,
      let oldest = acknowledgements.removeOldest()
    else { return }
    finish(oldest, .timedOut)
  }

  /// Remembers who waits for the acknowledgement of an event; nil where that has ended already.
  private func number(
    awaiting completion: @escaping (AcknowledgementOutcome) -> Void, within timeout: Duration?
  ) -> UInt64? {
    guard isConnected else {
      completion(.disconnected)
      return nil
    }
    let limit = connection.server.configuration.acknowledgementLimit
    let waiter = AcknowledgementWaiter(completion)
    guard let id = acknowledgements.add(waiter, limit: limit) else {
      completion(.disconnected)
      session.violate(.tooManyAcknowledgements(limit: limit))
      return nil
    }
    if let timeout {
      waiter.timer = connection.server.scheduler.schedule(after: timeout) {
        waiter.timer = nil
        self.complete(id, .timedOut)
      }
    }
    return id
  }

  /// An acknowledgement came; one that nobody waits for, as after a time-out, is passed over.
  func acknowledgementReceived(_ id: UInt64, _ arguments: ReceivedArguments) {
    complete(id, .answered(arguments))
  }

  private func complete(_ id: UInt64, _ outcome: AcknowledgementOutcome) {
    guard let waiter = acknowledgements.remove(id) else { return }
    finish(waiter, outcome)
  }

  private func finish(_ waiter: AcknowledgementWaiter, _ outcome: AcknowledgementOutcome) {
    if let timer = waiter.timer { connection.server.scheduler.cancel(timer) }
    waiter.completion(outcome)
  }
}
