import ElizaModel
public import JSON

/// One connected socket: takes its events and keeps what belongs to it.
public final class SocketConnection {
  /// Calls the acknowledgement callback of the client with a compact JSON array of arguments.
  public typealias Acknowledgement = (_ arguments: [UInt8]) -> Void

  /// The most things that are reported for one socket, each once.
  private static let reportLimit = 64

  let socket: any RealtimeSocket
  /// Its id, kept here since every message names it.
  let socketID: String
  let events: SocketEvents

  /// Who the client says it is: at the handshake, else at its last join.
  public internal(set) var entityID: String?

  /// The filters of its log subscription; nil while it has none.
  var logSubscription: LogSubscription?

  /// The channels and other rooms it is in, by channel id or room name.
  var memberships: [String: RoomMembership] = [:]

  /// The channel of its last send; the fields below are those of that send.
  var recentChannel: Channel?
  let recentRoom = RecentText()
  let recentSender = RecentText()
  let recentServer = RecentText()
  let recentSource = RecentText()

  /// How its client behaves.
  var habits: SocketHabits

  /// The rules whose breach is on record already; few, so that looking through them is cheap.
  private var notedRules: [String] = []
  private var reported: Set<String> = []
  private var isOpen = true

  init(
    _ socket: any RealtimeSocket, entityID: String?, page: PageIdentity, events: SocketEvents
  ) {
    self.socket = socket
    socketID = socket.id
    self.entityID = entityID
    habits = SocketHabits(page: page, connectedAt: events.world.findings.now())
    self.events = events
  }

  var world: World { events.world }

  var profile: Profile { events.world.profile }

  /// Takes one event of the client.
  ///
  /// - Parameters:
  ///   - event: A JSON array: the event's name and its arguments.
  ///   - acknowledge: Calls the client's acknowledgement callback, if it sent one.
  public func received(_ event: JSONDocument, acknowledge: Acknowledgement? = nil) {
    guard isOpen, let name = event.element(0, of: event.root) else { return }
    let call = SocketCall(
      document: event, argument: event.element(1, of: event.root),
      acknowledge: profile.answersAcknowledgements ? acknowledge : nil)
    guard let known = EventNames.known(event, name) else {
      return unknown(event, name, call)
    }
    world.tallies.received(known)
    switch known {
    case .message: receivedEnvelope(call)
    case .join:
      guard let payload = call.payload else { return malformed("1", "there is no payload", call) }
      join(call, payload)
    case .send:
      guard let payload = call.payload else { return malformed("2", "there is no payload", call) }
      send(call, payload)
    case .subscribeLogs: subscribeLogs(call)
    case .unsubscribeLogs: unsubscribeLogs(call)
    case .updateLogFilters: updateLogFilters(call)
    case .namedJoin, .namedLeave: receivedNamed(known, event, name, call)
    }
  }

  /// The socket is gone: its rooms and its log subscription are forgotten.
  public func closed(_ end: SocketEnd = .lost) {
    guard isOpen else { return }
    isOpen = false
    logSubscription = nil
    events.setSubscribed(false, self)
    world.findings.closed(self, end)
    let rooms = memberships.keys.sorted()
    forgetRooms()
    for room in rooms {
      world.pipeline?.occurred(.left(room: room, socketID: socketID, entityID: entityID))
    }
  }

  /// Tells the client that it is connected.
  func greet() {
    if profile.entityHandshake != .ignored, let entityID {
      emit(EncodedEvent(Authenticated(entityID: entityID, timestamp: world.clock.now)))
    }
    let event = EncodedEvent(ConnectionEstablished(socketID: socketID))
    emit(profile.sendsJSONStrings ? event.withTextArgument : event)
  }

  func emit(_ event: EncodedEvent) {
    socket.emit(event)
  }

  /// Notes that the client broke a rule, once.
  func note(
    _ rule: FindingRule, _ observation: @autoclosure () -> String = "",
    ids: @autoclosure () -> JSONObject = [:]
  ) {
    guard !notedRules.contains(rule.id) else { return }
    notedRules.append(rule.id)
    world.findings.note(rule, connection: socketID, observation(), ids: ids())
  }

  /// Tells the client that a join or send is refused.
  func refuse(_ text: String, _ call: SocketCall) {
    let event = EncodedEvent(MessageError(error: text))
    emit(profile.sendsJSONStrings ? event.withTextArgument : event)
    call.fail(text)
    report(.refused(text), as: text, .refusedEvent)
  }

  /// Notes that an event has no effect, and tells a client that waits for an answer.
  func malformed(
    _ event: String, _ reason: String, _ call: SocketCall, rule: FindingRule = .malformedEvent
  ) {
    call.fail(reason)
    report(.malformed(event: event, reason), as: "\(event) \(reason)", rule)
  }

  /// The log has a line for each; the findings keep the first few.
  private func report(
    _ kind: @autoclosure () -> SocketDiagnostic.Kind, as name: String, _ rule: FindingRule
  ) {
    guard reported.count < Self.reportLimit, reported.insert(name).inserted else { return }
    let diagnostic = SocketDiagnostic(socketID: socketID, kind: kind())
    events.report(diagnostic)
    world.findings.note(
      rule, connection: socketID, "\(diagnostic)", topic: name, isLogged: false)
  }

  private func receivedNamed(
    _ known: EventNames.Known, _ event: JSONDocument, _ name: JSONDocument.Node, _ call: SocketCall
  ) {
    guard profile.isLenient, let argument = call.argument else {
      return unknown(event, name, call)
    }
    note(.namedRoomEvent)
    if case .namedJoin = known { join(call, argument) } else { leave(call, argument) }
  }

  private func unknown(_ event: JSONDocument, _ name: JSONDocument.Node, _ call: SocketCall) {
    let name = String((event.text(of: name) ?? "").prefix(80))
    if EventNames.Known(named: name) == nil { world.tallies.received(unknown: name) }
    call.fail("no server listens to '\(name)'")
    report(.unknownEvent(name, meant: EventNames.meant(by: name)), as: name, .unknownEvent)
  }
}
