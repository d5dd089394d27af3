import HostInterface
public import JSON
import SocketIO

extension Namespace {
  /// A broadcast for the sockets in `room`; a socket's id names the room of that socket alone.
  public func to(_ room: String) -> Broadcast {
    Broadcast(namespace: self).to(room)
  }

  /// A broadcast for everybody but the sockets in `room`.
  public func except(_ room: String) -> Broadcast {
    Broadcast(namespace: self).except(room)
  }

  /// Sends an event that is already encoded to everybody.
  public func emit(_ event: EncodedEvent) {
    send(event, to: Audience(), isVolatile: false)
  }

  /// Sends an event with `values` to everybody.
  public func emit(_ name: String, _ values: JSON...) {
    emit(EncodedEvent(name, Arguments(contentsOf: values)))
  }

  /// Sends an event to the sockets in one room, one of them left out: the shortest way for a chat.
  ///
  /// Answers how many sockets are in the room, the one left out included.
  @discardableResult
  public func emit(_ event: EncodedEvent, to room: String, except excluded: Socket? = nil) -> Int {
    guard recovery == nil, socket(room) == nil else {
      let audience = Audience(rooms: [room], excluding: excluded.map { [$0.id] } ?? [])
      send(event, to: audience, isVolatile: false)
      return socket(room) == nil ? self.room(room)?.members.count ?? 0 : 1
    }
    guard let members = self.room(room)?.members else { return 0 }
    SharedPacket(event, in: self, recipients: members.count).send(to: members, except: excluded)
    return members.count
  }

  func send(_ event: EncodedEvent, to audience: Audience, isVolatile: Bool) {
    let event = isVolatile ? event : recovery?.record(event, for: audience) ?? event
    let recipients = sockets(in: audience)
    guard !recipients.isEmpty else { return }
    let packet = SharedPacket(event, in: self, recipients: recipients.count)
    for socket in recipients where !isVolatile || socket.session.isReadyForVolatile {
      packet.send(to: socket)
    }
  }

  /// The sockets that `audience` means, each once.
  func sockets(in audience: Audience) -> [Socket] {
    let mark = nextMark()
    for name in audience.excluded { visit(name, mark) { _ in } }
    var found: [Socket] = []
    if audience.rooms.isEmpty {
      for socket in members where socket.mark != mark { found.append(socket) }
    }
    for name in audience.rooms { visit(name, mark) { found.append($0) } }
    return found
  }

  /// Marks the sockets of a room that do not have the mark yet, and hands them on.
  private func visit(_ name: String, _ mark: UInt32, _ body: (Socket) -> Void) {
    func visit(_ socket: Socket) {
      guard socket.mark != mark else { return }
      socket.mark = mark
      body(socket)
    }
    if let socket = socket(name) { visit(socket) }
    for member in room(name)?.members ?? [] { visit(member.socket) }
  }
}
