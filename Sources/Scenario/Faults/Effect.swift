/// What a fault does.
public enum Effect: Hashable, Sendable {
  /// The connection is lost; a silence may be over after a while, nil lets it last.
  case lose(Step.Disconnection, for: Duration?)
  /// The Engine.IO session is unknown from now on: its next request gets code 1.
  case forgetSession
  /// Turned away: a handshake or upgrade with 403, a CONNECT with this message, a request with 403.
  case refuse(message: String?)
  /// Late by so much; what comes after it on the same way waits.
  case delay(ThinkTime)
  /// No faster than so many bytes a second; above zero.
  case throttle(bytesPerSecond: Int)
  /// Cut off after so many bytes; nil is half of it.
  case truncate(bytes: Int?)
  /// Garbled in the middle: still UTF-8, no longer JSON.
  case corrupt
  /// So many times in all, each so long after the one before.
  case duplicate(times: Int, gap: Duration)
  /// After the next of its name in the room or from the socket, or alone once the time is over.
  case swapWithNext(within: Duration)
  /// The sender gets no acknowledgement.
  case dropAcknowledgement
  /// Sent to a room it is not for as well; nil is everybody.
  case leakToRoom(String?)
  /// The answer to the request waits until an agent has spoken on a socket, or the time is over.
  case replyBeforePost(within: Duration)
  /// This answer in place of the server's.
  case respond(CannedAnswer)
  /// Lost on its way.
  case drop
  /// An error in its place: what a stream has brought stays, its rest and its final message do not come.
  case error(String)
  /// Every connection is reset, and for so long nobody gets one.
  case restart(Duration)
}
