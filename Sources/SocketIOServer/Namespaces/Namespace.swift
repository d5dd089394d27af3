import JSON
import SocketIO

/// A space of its own on the same connections: its own sockets, rooms and handlers.
///
/// Handlers belong to the namespace and are told which socket they serve, so that a socket costs no
/// closures.
public final class Namespace {
  /// The name; `/` for the main one.
  public let name: String

  /// Decides who is let in: nil, or why not.
  ///
  /// Everybody is let in while it is not set.
  public var admission: ((ConnectRequest) -> ConnectRefusal?)?

  /// Called when a socket has joined, after it was told so.
  public var onConnection: ((Socket) -> Void)?

  /// Called when a socket has left or is lost; its rooms can still be read.
  public var onDisconnection: ((Socket, DisconnectReason) -> Void)?

  /// Called for events that no handler is registered for.
  public var onOtherEvent: EventHandler? {
    get { otherHandler }
    set { otherHandler = newValue }
  }

  let recovery: RecoveryLog?
  unowned let server: SocketIOServer
  /// What stands before an event without attachments.
  let eventHead: [UInt8]
  private(set) var members: ContiguousArray<Socket> = []
  private(set) var lastMark: UInt32 = 0
  private(set) var socketsByID: [String: Socket] = [:]
  private(set) var rooms: [String: Room] = [:]
  /// The room last looked up: messages come in bursts.
  private var recentRoom: Room?
  private var handlers = HandlerTable()
  // Apart from its public face, since access to what only this file can reach needs no check at run
  // time.
  private var otherHandler: EventHandler?

  /// What deals with an event: told the socket it came from, lent the event for the call.
  public typealias EventHandler = (Socket, inout Event) -> Void

  init(_ name: String, server: SocketIOServer) {
    self.name = name
    self.server = server
    var head: [UInt8] = []
    SocketIOServer.appendHeader(.event, attachments: 0, in: name, id: nil, to: &head)
    eventHead = head
    recovery = server.configuration.recovery.map { configuration in
      RecoveryLog(configuration, scheduler: server.scheduler, salt: server.makeID())
    }
  }

  /// All sockets, in no order.
  public var sockets: some Collection<Socket> { members }

  /// The socket of that id, or nil.
  public func socket(_ id: String) -> Socket? {
    // Most rooms have longer names than sockets have ids; no need to hash those.
    id.utf8.count == IdentifierSource.length ? socketsByID[id] : nil
  }

  /// Registers what deals with events of that name, in place of an earlier handler.
  public func on(_ event: String, _ handler: @escaping EventHandler) {
    handlers.set(event, handler)
  }

  /// Whether anybody was put into a room of that name.
  public func hasRoom(_ name: String) -> Bool { rooms[name] != nil }

  func admit(_ request: ConnectRequest) -> ConnectRefusal? { admission?(request) }

  func dispatch(_ event: inout Event, from socket: Socket) {
    // Not with `??`, which would wrap the handler anew each time.
    if let handler = handlers.handler(for: event.arguments.document) {
      handler(socket, &event)
    } else {
      otherHandler?(socket, &event)
    }
  }
}

extension Namespace {
  func add(_ socket: Socket) {
    socket.position = members.count
    members.append(socket)
    socketsByID[socket.id] = socket
  }

  func remove(_ socket: Socket, _ reason: DisconnectReason) {
    socketsByID[socket.id] = nil
    let last = members.removeLast()
    if last !== socket {
      members[socket.position] = last
      last.position = socket.position
    }
    if reason.isRecoverable { recovery?.remember(socket) }
    onDisconnection?(socket, reason)
    while let slot = socket.memberships.indices.last { leave(socket, at: slot) }
  }

  func room(_ name: String) -> Room? {
    if let recentRoom, recentRoom.name == name { return recentRoom }
    let room = rooms[name]
    recentRoom = room
    return room
  }

  func join(_ socket: Socket, _ name: String) {
    guard name != socket.id else { return }
    let room = rooms[name] ?? makeRoom(name)
    guard !socket.memberships.contains(where: { $0.room === room }) else { return }
    room.add(socket)
    let limit = server.configuration.roomLimit
    guard socket.memberships.count > limit else { return }
    socket.session.violate(.tooManyRooms(limit: limit))
  }

  func leave(_ socket: Socket, _ name: String) {
    guard let slot = socket.memberships.firstIndex(where: { $0.room.name == name }) else { return }
    leave(socket, at: slot)
  }

  /// A number that no socket of the namespace is marked with.
  func nextMark() -> UInt32 {
    lastMark &+= 1
    return lastMark
  }

  private func leave(_ socket: Socket, at slot: Int) {
    let room = socket.memberships[slot].room
    room.remove(socket, at: slot)
    guard room.members.isEmpty else { return }
    rooms[room.name] = nil
    if recentRoom === room { recentRoom = nil }
  }

  private func makeRoom(_ name: String) -> Room {
    let room = Room(name)
    rooms[name] = room
    return room
  }
}
