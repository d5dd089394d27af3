extension Leniency {
  /// A room was joined or left by an event of that name.
  static let namedRoomEvent = Leniency(
    id: "named-room-event",
    message: "1.7.2 would ignore 'join' and 'leave': a join is 'message' with type 1")
  /// The fields of a message came without type and payload around them.
  static let missingEnvelope = Leniency(
    id: "missing-envelope",
    message: "1.7.2 would ignore this 'message': it is not {type, payload}")
  /// The type was a text.
  static let typeAsText = Leniency(
    id: "type-as-text",
    message: "1.7.2 would ignore this 'message': its type is a text, not a number")
  /// The types were counted from 0.
  static let typesFromZero = Leniency(
    id: "types-from-zero", message: "1.7.2 counts the types of 'message' from 1: 1 joins, 2 sends")
  /// An envelope of type 3 to 6 had an effect.
  static let relayedEnvelope = Leniency(
    id: "envelope-type", message: "1.7.2 would ignore this 'message': it takes types 1 and 2 only")
  /// An envelope of type 3 without text was taken for a leave.
  static let leaveByMessage = Leniency(
    id: "leave-by-message",
    message: "1.7.2 would ignore this 'message' of type 3: a room is left by disconnecting")
  /// The text came under another name than `message`.
  static let misnamedText = Leniency(
    id: "misnamed-text", message: "1.7.2 would refuse this send: its text is not in 'message'")
  /// The author came under another name than `senderId`, or not at all.
  static let misnamedSender = Leniency(
    id: "misnamed-sender", message: "1.7.2 would refuse this send: senderId is missing")
}
