/// What a conversation asks to be woken for.
enum Alarm: Hashable {
  /// Nothing has confirmed the join.
  case join
  /// It is time to ask the Sessions API again, in polling mode.
  case poll
  /// Fetching what was missed has failed and is tried again.
  case catchUp
  /// What was lost on the way to the server is looked for once more.
  case verdict
  /// The agent has seemed to think for too long.
  case thinking
  /// A message has not been confirmed.
  case delivery(String)
  /// The server had put the client out, or would not let it in.
  case reconnection
  /// The session is about to expire.
  case renewal
  /// The session has expired.
  case expiry
  /// Making a session anew has failed and is tried again.
  case session
}
