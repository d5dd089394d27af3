/// What is wrong with how a frontend behaves over time.
extension FindingRule {
  /// A page came back after its connection was lost, but not to its rooms.
  static let neverRejoins = FindingRule(
    id: "never-rejoins",
    title: "the page reconnected but did not join its channel again",
    advice: "Join in the 'connect' handler, which runs at every reconnect, not once at the start.",
    reference: "Socket.IO contract §2.2: a reconnect is a fresh socket; its rooms are lost")
  /// A message was sent from outside the room.
  static let sendsBeforeJoin = FindingRule(
    id: "sends-before-join",
    title: "a message was sent to a channel the socket had not joined",
    advice: "Join, wait for 'room_joined', then send.",
    reference: "Socket.IO contract §4.2: the agent's reply goes to the room only")
  /// A message whose fate was unknown was sent again as if it were another.
  static let resendsUnderNewID = FindingRule(
    id: "resends-under-new-id", .warning,
    title: "a message was sent again after a reconnect under another messageId",
    advice:
      "Keep the messageId when sending again, and look into the history first: it may be there.",
    reference:
      "Socket.IO contract §4.2: messageId comes back as clientMessageId, by which copies show")
  /// One page holds two connections.
  static let twoSockets = FindingRule(
    id: "two-sockets", .warning,
    title: "one page keeps two sockets open for the same user",
    advice: "Keep one socket outside the component, or disconnect it in the effect's clean-up.",
    reference:
      "Socket.IO contract §5: every socket in the room gets every message, so each shows twice")
  /// A page that was put out stays out.
  static let givesUpAfterKick = FindingRule(
    id: "gives-up-after-kick",
    title: "the server put the socket out, and the page never came back",
    advice: "On 'disconnect' with reason 'io server disconnect' call socket.connect() yourself.",
    reference: "Frontend demands 36: after 'io server disconnect' no client reconnects by itself")
  /// A page asks for what its socket brings anyway.
  static let pollsWhileConnected = FindingRule(
    id: "polls-while-connected", .note,
    title: "the page polls for messages while its socket is in the channel",
    advice:
      "Read the history once after joining; stop the polling timer when the socket is connected.",
    reference: "Frontend guide, 'No Polling'; HTTP contract §1.5: 1000 requests in 15 minutes")
  /// A page does not slow its user down.
  static let tooFast = FindingRule(
    id: "too-fast", .note,
    title: "messages come faster than one a second",
    advice: "Let the send button rest for a second after each message.",
    reference: "Frontend guide, 'Message Throttling': 1-second minimum between messages")
  /// A page leaves its session to time out.
  static let neverEndsSession = FindingRule(
    id: "never-ends-session", .note,
    title: "the session was never ended",
    advice: "Call DELETE /api/messaging/sessions/ID when the chat closes.",
    reference:
      "Frontend guide, endSession(); HTTP contract §3.8: else a session lives until it expires")
}
