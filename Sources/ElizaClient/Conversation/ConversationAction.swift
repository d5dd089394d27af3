import JSON

/// What a conversation wants done, in order.
enum ConversationAction: Hashable {
  /// Call the server; its answer comes back by `answered`.
  case call(SessionCall)
  /// Connect the socket, or go on connecting it.
  case connect
  /// Disconnect the socket.
  case disconnect
  /// Emit an event with one argument.
  case emit(String, JSON)
  /// Wake the conversation later; an alarm of the same name that was set before is forgotten.
  case set(Alarm, after: Duration)
  /// Forget an alarm.
  case cancel(Alarm)
  /// Tell whoever reads the event log.
  case log(EventLogEntry)
}
