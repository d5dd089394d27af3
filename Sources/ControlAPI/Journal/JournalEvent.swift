public import ElizaDomain

/// What can happen, as the journal is told of it: by reference and undecoded.
public enum JournalEvent {
  /// A request came, other than one of Engine.IO or of the control API.
  case request(JournalRequest)
  /// A request was answered, or its answer has begun.
  case response(JournalResponse)
  /// An Engine.IO session was opened.
  case opened(JournalSession)
  /// An Engine.IO session changed from polling to a WebSocket.
  case upgraded(JournalSession)
  /// An Engine.IO session has ended.
  case closed(JournalSession, reason: String)
  /// Something of Engine.IO other than a message has passed.
  case packet(JournalPacket)
  /// A socket has joined the namespace; its id, and the Engine.IO session it came by.
  case connected(socket: String, JournalSession)
  /// A socket has left the namespace or is lost.
  case disconnected(socket: String, reason: String)
  /// A client sent an event: a JSON array of its name and arguments.
  case received(socket: String, [UInt8])
  /// A socket was sent an event.
  case sentToSocket(String, [UInt8])
  /// A room was sent an event, which so many sockets got.
  case sentToRoom(String, [UInt8], reach: Int)
  /// A client's callback was called with a JSON array of arguments.
  case acknowledged(socket: String, [UInt8])
  /// A socket has entered a room.
  case joined(socket: String, room: String)
  /// A socket has left a room.
  case left(socket: String, room: String)
  /// An agent did something about a message.
  case agent(JournalAgentNote)
  /// A reply waits at a named point, or goes on from there.
  case hold(Holds.Waiting, isReleased: Bool)
  /// A chat session was made or has ended.
  case session(id: String, channel: String, change: String)
  /// A client did what a real server would not have taken; the rule, and what was seen.
  case finding(rule: String, connection: String, text: String)
  /// Something went wrong on purpose: the fault, whose it was, and what it did.
  case fault(id: String, connection: String?, room: String?, text: String)
  /// The clock was told to run in another way, or was moved by so many nanoseconds.
  case clock(mode: String, moved: Int64)
  /// The mock was reset; what was.
  case reset([String])
  /// Anything else, in words.
  case note(String)

  /// The name under which it is filtered.
  public var kind: JournalKind {
    switch self {
    case .request: .request
    case .response: .response
    case .opened: .open
    case .upgraded: .upgrade
    case .closed: .close
    case .packet: .packet
    case .connected: .connect
    case .disconnected: .disconnect
    case .received: .received
    case .sentToSocket, .sentToRoom: .sent
    case .acknowledged: .ack
    case .joined: .join
    case .left: .leave
    case .agent(let note): note.kind
    case .hold(_, let isReleased): isReleased ? .release : .hold
    case .session: .session
    case .finding: .finding
    case .fault: .fault
    case .clock: .clock
    case .reset: .reset
    case .note: .note
    }
  }

  /// The bytes it keeps alive, about.
  var byteCount: Int {
    switch self {
    case .received(_, let bytes), .sentToSocket(_, let bytes), .sentToRoom(_, let bytes, _),
      .acknowledged(_, let bytes):
      bytes.count
    case .request(let request): request.byteCount
    case .response(let response): response.body.count
    case .agent(let note): note.text.utf8.count
    case .finding(_, _, let text), .fault(_, _, _, let text), .note(let text): text.utf8.count
    default: 0
    }
  }
}
