import Bytes

/// Rooms with two names: in the lenient profile a session's channel can be joined by the session's id too.
///
/// A client that joined by the session's id looks for that id in what it receives, and one that joined
/// by the channel's id for that. So the sockets of a channel are kept in up to three rooms without
/// overlap, and each room gets the same event with the ids its sockets know:
///
/// | joined by | `channelId` | `roomId` |
/// |---|---|---|
/// | channel id | channel | channel |
/// | session id | session | session |
/// | both | channel | session |
///
/// So an event reaches each socket once.
final class SessionRooms: RealtimeOutlet {
  /// The names by which one socket has joined one channel.
  struct Names: OptionSet {
    let rawValue: UInt8

    static let channel = Names(rawValue: 1)
    static let session = Names(rawValue: 2)
  }

  private struct Alias {
    var sessionID: String
    var bySession = 0
    var byBoth = 0
  }

  private let base: any RealtimeOutlet
  private var aliases: [String: Alias] = [:]

  /// Hands everything on to `base`.
  init(base: any RealtimeOutlet) {
    self.base = base
  }

  func emit(_ event: EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?) {
    base.emit(event, toRoom: room, except: socket)
    guard !aliases.isEmpty, let alias = aliases[room] else { return }
    if alias.bySession > 0 {
      let renamed = event.replacing(room, with: alias.sessionID, in: ["channelId", "roomId"])
      base.emit(renamed, toRoom: alias.sessionID, except: socket)
    }
    if alias.byBoth > 0 {
      let renamed = event.replacing(room, with: alias.sessionID, in: ["roomId"])
      base.emit(renamed, toRoom: Self.bothRoom(room, alias.sessionID), except: socket)
    }
  }

  /// Moves a socket to the room that fits the names it knows the channel by; none means it leaves.
  func move(
    _ socket: any RealtimeSocket, from old: Names, to new: Names, of channelID: String,
    sessionID: String
  ) {
    guard old != new else { return }
    if let room = Self.room(old, channelID, sessionID) { socket.leave(room) }
    if let room = Self.room(new, channelID, sessionID) { socket.join(room) }
    count(old, by: -1, channelID, sessionID)
    count(new, by: 1, channelID, sessionID)
  }

  /// Notes that a socket is gone; it has left every room by itself.
  func forget(_ names: Names, of channelID: String, sessionID: String) {
    count(names, by: -1, channelID, sessionID)
  }

  private func count(_ names: Names, by change: Int, _ channelID: String, _ sessionID: String) {
    guard names.contains(.session) else { return }
    var alias = aliases[channelID] ?? Alias(sessionID: sessionID)
    if names.contains(.channel) { alias.byBoth += change } else { alias.bySession += change }
    aliases[channelID] = alias.bySession + alias.byBoth > 0 ? alias : nil
  }

  private static func room(_ names: Names, _ channelID: String, _ sessionID: String) -> String? {
    switch names {
    case .channel: channelID
    case .session: sessionID
    case [.channel, .session]: bothRoom(channelID, sessionID)
    default: nil
    }
  }

  /// The room of the sockets that know a channel by both names.
  static func bothRoom(_ channelID: String, _ sessionID: String) -> String {
    "\(channelID)\u{0}\(sessionID)"
  }
}
