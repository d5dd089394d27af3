/// The kinds of entries in the journal; their raw values are what filters and answers call them.
public enum JournalKind: String, CaseIterable, Hashable, Sendable {
  /// An HTTP request.
  case request
  /// An HTTP answer.
  case response
  /// An Engine.IO session was opened.
  case open
  /// An Engine.IO session went from polling to a WebSocket.
  case upgrade
  /// An Engine.IO session has ended.
  case close
  /// A packet of Engine.IO other than a message, or a poll; only while somebody asks for them.
  case packet
  /// A socket has joined the namespace.
  case connect
  /// A socket has left the namespace or is lost.
  case disconnect
  /// A client sent an event.
  case received
  /// A socket or a room was sent an event.
  case sent
  /// A client's callback was called.
  case ack
  /// A socket has entered a room.
  case join
  /// A socket has left a room.
  case leave
  /// An agent has begun to work on a message.
  case thinking
  /// An agent has said something.
  case replied
  /// A message gets no answer.
  case silent
  /// A reply waits at a 'hold' step.
  case hold
  /// A reply goes on from a 'hold' step.
  case release
  /// A chat session was made or has ended.
  case session
  /// A client did what a real server would not have taken.
  case finding
  /// Something went wrong on purpose.
  case fault
  /// The clock was told something.
  case clock
  /// The mock was reset.
  case reset
  /// Anything else.
  case note
}
