/// The two families of names that ElizaOS 1.x servers use for message servers and channels.
public enum NamingFamily: Hashable, CaseIterable, Sendable {
  /// `serverId`, `server_id`, `central-channels`: up to 1.6.4.
  case legacy
  /// `messageServerId`, `message_server_id`, `channels`: since 1.6.5.
  case current
}
