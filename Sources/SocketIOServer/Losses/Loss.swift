/// A way in which a client loses its connection; the raw values are the words of overlays and scenarios.
public enum Loss: String, CaseIterable, Hashable, Sendable {
  /// A Socket.IO disconnect packet: the JavaScript client reports `io server disconnect` and does not
  /// come back by itself.
  case kick
  /// An end in order: `transport close`.
  case close
  /// A TCP reset: `transport error`, or `transport close` where a browser does not tell them apart.
  case reset
  /// Nothing is read or written any more while the connection stays open: `ping timeout`, one ping
  /// interval and time-out after the last ping.
  case silent
  /// The server's pings stop while all else goes on: `ping timeout` as well.
  case ping
}
