import ElizaModel
import HostInterface
import JSON

/// A conversation with an agent as the frontend guide describes it, without its connections.
///
/// ```
///             start()        session made        socket connected      join confirmed
///  nothing ───────────▶ starting ───────▶ connecting ───────▶ joining ───────▶ catching up ──▶ live
///                          ▲                 ▲  ▲                                             │
///                          │                 │  └──────────── connection lost ────────────────┤
///                          └── session gone ─┴────────────────────────────────────────────────┘
/// ```
///
/// It is fed with what users want, what sockets and servers say and what time it is, and returns what is to
/// be done; it neither waits nor draws anything by chance.
struct Conversation {
  let options: ElizaClientOptions
  let userID: String

  var timeline: Timeline
  var session = SessionState.none
  var socket = SocketState.off
  var room = RoomState.outside
  var thinking: Thinking?
  var problem: String?

  /// The agents' id and the names it goes by.
  var agentID: String?
  var agentNames: Set<String> = []

  /// A room that the user has chosen over the session's.
  var chosenRoom: String?
  /// The place of the form that was asked for the room last.
  var joinForm = 0
  /// What the server said about a form of joining that it refused.
  var joinRefusal: String?

  /// Messages that have not left yet, in order.
  var outbox: [String] = []
  /// Messages that have left and are not confirmed, in order.
  var unconfirmed: [String] = []
  /// Messages that left on a connection that is gone, or long ago.
  var uncertain: [String: Doubt] = [:]
  /// The newest date that was known when a message left: it has a later one at the server.
  var horizons: [String: Timestamp] = [:]
  var lastSend: Instant?

  /// The newest date the server has given.
  var newest: Timestamp?
  /// What may have been missed; nil when nothing was.
  var gap: Gap?
  /// Whether the agent has said something since it was last complete.
  var hasAnswer = false
  /// The pieces of answers that are being written.
  var streams: [String: StreamedText] = [:]

  /// Calls under way, by their numbers.
  var calls: [UInt64: SessionCall] = [:]
  var lastCall: UInt64 = 0
  var sessionFailures = 0

  /// How often in a row the server has put the client out.
  var kicks = 0
  /// How often in a row the server has refused the client.
  var refusals = 0
  var lastConnected: Instant?

  private var actions: [ConversationAction] = []

  init(_ options: ElizaClientOptions, userID: String) {
    self.options = options
    self.userID = userID
    agentID = options.agentID
    timeline = Timeline(limit: options.messageLimit)
  }

  /// What a chat shows.
  var state: ConversationState {
    var state = ConversationState()
    state.session = session
    state.socket = socket
    state.room = room
    state.thinking = thinking
    state.isCatchingUp = gap != nil && isFetching
    state.messages = timeline.messages
    state.problem = problem
    state.agentName = agentNames.min()
    return state
  }

  /// The room that is to be joined.
  var target: String? { chosenRoom ?? session.details?.room }

  /// Whether messages can leave at once.
  var isOpen: Bool {
    switch options.transport {
    case .polling: session.details != nil
    case .socket: room.isInside && (gap == nil || gap?.isHarmless == true)
    }
  }
}

extension Conversation {
  /// Notes what is to be done.
  mutating func act(_ action: ConversationAction) {
    actions.append(action)
  }

  /// Notes a line for the event log.
  mutating func log(_ kind: EventLogEntry.Kind, _ text: String, _ detail: JSON? = nil) {
    actions.append(.log(EventLogEntry(kind, text, detail)))
  }

  /// What is to be done since the last call.
  mutating func takeActions() -> [ConversationAction] {
    defer { actions = [] }
    return actions
  }
}
