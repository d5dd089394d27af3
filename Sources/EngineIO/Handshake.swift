import Bytes
public import JSON

/// What the server says when it opens a session (Engine.IO 4, "Handshake").
public struct Handshake: Hashable, Sendable {
  /// The session id.
  public var sid: String
  /// The transports that the client may go on to.
  public var upgrades: [Transport]
  /// How long after the open, and after each pong, the server sends a ping; whole milliseconds.
  public var pingInterval: Duration
  /// How long the client may take for the pong; whole milliseconds.
  public var pingTimeout: Duration
  /// The longest payload in bytes that the server takes.
  public var maxPayload: Int

  /// Makes a handshake.
  public init(
    sid: String, upgrades: [Transport], pingInterval: Duration, pingTimeout: Duration,
    maxPayload: Int
  ) {
    self.sid = sid
    self.upgrades = upgrades
    self.pingInterval = pingInterval
    self.pingTimeout = pingTimeout
    self.maxPayload = maxPayload
  }

  /// Appends the payload of the open packet, as the Node.js server writes it.
  public func append(to output: inout [UInt8]) {
    output.append(ascii: #"{"sid":"#)
    output.appendJSONString(sid)
    output.append(ascii: #","upgrades":["#)
    for (position, upgrade) in upgrades.enumerated() {
      if position > 0 { output.append(ASCII.comma) }
      output.appendJSONString(upgrade.rawValue)
    }
    output.append(ascii: #"],"pingInterval":"#)
    output.append(decimal: pingInterval.wholeMilliseconds)
    output.append(ascii: #","pingTimeout":"#)
    output.append(decimal: pingTimeout.wholeMilliseconds)
    output.append(ascii: #","maxPayload":"#)
    output.append(decimal: Int64(maxPayload))
    output.append(ASCII.rightBrace)
  }

  /// Reads the payload of an open packet, as a client does; nil when a field is missing or out of range.
  ///
  /// Upgrades of unknown names are left out. Throws `JSONError` when it is no JSON.
  public init?(parsing payload: Span<UInt8>) throws(JSONError) {
    let json = try JSON(parsing: payload)
    guard let sid = json["sid"]?.stringValue, !sid.isEmpty,
      let interval = json["pingInterval"]?.intValue, interval > 0,
      let timeout = json["pingTimeout"]?.intValue, timeout > 0,
      let maxPayload = json["maxPayload"]?.intValue, maxPayload > 0
    else { return nil }
    self.init(
      sid: sid,
      upgrades: (json["upgrades"]?.arrayValue ?? []).compactMap { name in
        name.stringValue.flatMap(Transport.init(rawValue:))
      },
      pingInterval: .milliseconds(interval), pingTimeout: .milliseconds(timeout),
      maxPayload: Int(maxPayload))
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    return overflow ? .max : scaled &+ attoseconds / 1_000_000_000_000_000
  }
}
