/// The kinds of Engine.IO packet (Engine.IO 4, "Packet types"); the raw value is the ASCII digit on the wire.
public enum PacketType: UInt8, Sendable {
  /// The handshake, from the server.
  case open = 0x30
  /// The end of the session.
  case close = 0x31
  /// A heartbeat, from the server; with the payload `probe` a client's test of a new transport.
  case ping = 0x32
  /// The answer to a ping.
  case pong = 0x33
  /// What the layer above sends.
  case message = 0x34
  /// The client now uses the transport it has probed.
  case upgrade = 0x35
  /// Nothing; it lets a pending poll end.
  case noop = 0x36
}
