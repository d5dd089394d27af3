import HostInterface

/// What is remembered of how a socket's client behaves.
struct SocketHabits {
  /// Where it comes from.
  let page: PageIdentity
  /// When it connected.
  let connectedAt: Instant
  /// How fast it sends.
  var pace = Pace()
  /// What its page had before and lost.
  var lost: LostConnection?
  /// Whether somebody has looked for what it had before by its user's id.
  var isIdentified = false
  /// Whether the channel of its last send is known to be one it has joined, or it was reported.
  var isRoomChecked = false
  /// The user under whose id it stands among those who have joined.
  var indexedUser: String?
  /// Whether it was ever in a room.
  var hasJoined = false
}
