/// How a socket's connection ended, as far as it matters to what its client should do next.
public enum SocketEnd: Hashable, Sendable {
  /// The client disconnected on purpose.
  case left
  /// The transport is gone: the network, or the page was closed.
  case lost
  /// The client was not heard of any more.
  case timedOut
  /// The server cut the connection.
  case cut
  /// The server put the socket out: `io server disconnect`, after which no client comes back by itself.
  case kicked
  /// The server stops.
  case serverStopped
}
