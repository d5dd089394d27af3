public import ElizaModel
import JSON

/// The socket side of the domain: who may connect, what clients' events mean, what they are told.
///
/// Knows nothing of the transport: a host asks `refusal(of:)` for each CONNECT, makes a
/// `SocketConnection` for each socket it lets in, and hands it the socket's events. What goes to rooms
/// goes through the `RealtimeOutlet` given here, which is also wrapped and set as the world's outlet, so that
/// events of all origins reach sockets that joined a session's room by either of its names.
public final class SocketEvents {
  /// Told about events that have no effect and about refused joins and sends, once for each socket.
  public var onDiagnostic: ((SocketDiagnostic) -> Void)?

  /// What clients say they have received or seen.
  public internal(set) var receipts = Receipts()

  let world: World
  let rooms: SessionRooms
  let roomLimit: Int
  private let apiKey: String?
  private var logSubscribers: [String: SocketConnection] = [:]

  /// Makes the socket side of a world.
  ///
  /// - Parameters:
  ///   - world: The world; it does not keep this object alive.
  ///   - outlet: Where events for rooms go.
  ///   - apiKey: The key that clients must show where the profile has handshake checks; nil for none.
  ///   - roomLimit: The most rooms one socket can be in.
  public init(
    world: World, outlet: any RealtimeOutlet, apiKey: String? = nil, roomLimit: Int = 1_024
  ) {
    self.world = world
    self.roomLimit = roomLimit
    self.apiKey = apiKey
    rooms = SessionRooms(base: outlet)
    world.outlet = rooms
  }

  /// The `message` of the CONNECT_ERROR for a handshake, or nil when the client may connect.
  public func refusal(of handshake: SocketHandshake) -> String? {
    guard world.profile.entityHandshake != .ignored else { return nil }
    if let apiKey, handshake.apiKey != apiKey,
      !(world.profile.isLenient && handshake.isToken(apiKey))
    {
      return "Invalid or missing API Key"
    }
    guard world.profile.entityHandshake == .required else { return nil }
    let isValid = handshake.entityID.map(Identifier.isUUID) ?? false
    return isValid ? nil : "Valid entityId required"
  }

  /// Greets a socket that is let in, and returns what takes its events.
  ///
  /// It keeps the socket alive.
  public func connect(_ socket: any RealtimeSocket, handshake: SocketHandshake) -> SocketConnection
  {
    let connection = SocketConnection(
      socket, entityID: handshake.entityID, page: handshake.page, events: self)
    world.findings.connected(connection)
    connection.greet()
    world.pipeline?.occurred(
      .connected(socketID: connection.socketID, entityID: connection.entityID))
    return connection
  }

  /// Whether any socket follows the log.
  public var hasLogSubscribers: Bool { !logSubscribers.isEmpty }

  /// Hands a line of the server's log to the sockets that want it.
  public func log(_ entry: LogEntry) {
    guard !logSubscribers.isEmpty, world.profile.deliversLogs else { return }
    var entry = entry
    if !world.profile.namesAgentsInLogs { entry.extra = [:] }
    let event = EncodedEvent(LogStream(entry))
    // In an order that does not depend on where things lie in memory, so that the same run writes the same bytes.
    for (_, connection) in logSubscribers.sorted(by: { $0.key < $1.key })
    where connection.logSubscription?.wants(entry) == true {
      connection.emit(event)
    }
  }

  func setSubscribed(_ isSubscribed: Bool, _ connection: SocketConnection) {
    logSubscribers[connection.socketID] = isSubscribed ? connection : nil
  }

  func report(_ diagnostic: SocketDiagnostic) {
    onDiagnostic?(diagnostic)
  }
}

extension Profile {
  /// Whether log lines reach subscribers: from 1.5 to 1.6.5 they were confirmed and got nothing.
  fileprivate var deliversLogs: Bool {
    isLenient || release <= .v1_4_2 || release >= .v1_7_2
  }
}
