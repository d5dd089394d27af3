/// What is wrong with single events of a socket.
extension FindingRule {
  /// A room was joined or left by an event of that name.
  static let namedRoomEvent = FindingRule(
    id: "named-room-event",
    title: "1.7.2 would ignore 'join' and 'leave': a join is 'message' with type 1",
    advice:
      "Emit 'message' with {type: 1, payload: {channelId, entityId}}; a room is left by disconnecting.",
    reference: "Socket.IO contract §4: any other event name is ignored")
  /// The fields of a message came without type and payload around them.
  static let missingEnvelope = FindingRule(
    id: "missing-envelope",
    title: "1.7.2 would ignore this 'message': it is not {type, payload}",
    advice: "Put the fields into {type: 2, payload: {…}}.",
    reference: "Socket.IO contract §4: the argument must have both type and payload")
  /// The type was a text.
  static let typeAsText = FindingRule(
    id: "type-as-text",
    title: "1.7.2 would ignore this 'message': its type is a text, not a number",
    advice: "Send type as a number.",
    reference: "Socket.IO contract §4: type is compared strictly as a number")
  /// The types were counted from 0.
  static let typesFromZero = FindingRule(
    id: "types-from-zero",
    title: "1.7.2 counts the types of 'message' from 1: 1 joins, 2 sends",
    advice: "Join with type 1 and send with type 2.",
    reference: "Socket.IO contract §3: documents that show 0 and 1 are wrong")
  /// An envelope of type 3 to 6.
  static let relayedEnvelope = FindingRule(
    id: "envelope-type",
    title: "1.7.2 would ignore this 'message': it takes types 1 and 2 only",
    advice: "Send what others shall see as type 2; there is no typing, read or control event.",
    reference: "Socket.IO contract §3: types 3 to 6 are accepted and ignored")
  /// An envelope of type 3 without text was taken for a leave.
  static let leaveByMessage = FindingRule(
    id: "leave-by-message",
    title: "1.7.2 would ignore this 'message' of type 3: a room is left by disconnecting",
    advice: "Disconnect, or stay in the room and pass over what comes from it.",
    reference: "Socket.IO contract §4: there is no leave event")
  /// The text came under another name than `message`.
  static let misnamedText = FindingRule(
    id: "misnamed-text",
    title: "1.7.2 would refuse this send: its text is not in 'message'",
    advice: "Send the text as message.",
    reference: "Socket.IO contract §4.2: message is required")
  /// The author came under another name than `senderId`, or not at all.
  static let misnamedSender = FindingRule(
    id: "misnamed-sender",
    title: "1.7.2 would refuse this send: senderId is missing",
    advice: "Send the user's UUID as senderId.",
    reference: "Socket.IO contract §4.2: senderId is required")
  /// An event by a name that no server knows.
  static let unknownEvent = FindingRule(
    id: "unknown-event",
    title: "no server listens to this event",
    advice:
      "Emit 'message' with {type, payload}; for what else there is see /__mock/v1/asyncapi.json.",
    reference: "Socket.IO contract §4: any other event name is ignored")
  /// A `message` whose type is none of the six.
  static let unknownType = FindingRule(
    id: "unknown-type",
    title: "no server knows this type of 'message'",
    advice: "Join with type 1 and send with type 2.",
    reference: "Socket.IO contract §3: the types are 1 to 6")
  /// An event whose arguments are not what it takes.
  static let malformedEvent = FindingRule(
    id: "malformed-event",
    title: "this event has no effect: its arguments are not what it takes",
    advice: "Send an object as /__mock/v1/asyncapi.json describes it.",
    reference: "Socket.IO contract §4: anything else is ignored without an answer")
  /// A join or send that even this profile refuses.
  static let refusedEvent = FindingRule(
    id: "refused-event",
    title: "this join or send was refused",
    advice: "Send every field that is required, and listen to messageError to notice.",
    reference: "Socket.IO contract §4.1 and §4.2: what is refused is answered by messageError")
}
