import SocketIOServer

/// Where an event on its way out goes.
struct FaultDestination {
  /// A room, or the one socket when there is none.
  let room: String?
  /// The socket it is for, or the one that is left out of the room.
  let socket: Socket?
  let namespace: Namespace

  /// Names it: the room, or the socket's own.
  var key: String { room ?? socket?.id ?? "" }

  /// Those who get it.
  var sockets: [Socket] {
    guard let room else { return socket.map { [$0] } ?? [] }
    return namespace.to(room).sockets.filter { $0 !== socket }
  }

  func send(_ event: SocketEvent, awaiting answer: AwaitedAnswer? = nil) {
    if let room {
      namespace.emit(event, to: room, except: socket)
    } else if let answer, let socket {
      answer.send(event, to: socket)
    } else {
      socket?.emit(event)
    }
  }
}
