/// A way in which a client loses its connection.
public enum ConnectionLoss: String, CaseIterable, Hashable, Sendable {
  /// A Socket.IO disconnect packet.
  case kick
  /// The transport is closed in order.
  case close
  /// The transport is cut.
  case reset
  /// Nothing more comes or goes, and the connection stays open.
  case silent
  /// The server's pings stop.
  case ping
}
