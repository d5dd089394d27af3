package import HTTP1
package import JSON

/// Something to do at the server that a recording is held against.
package enum DriftAction: Hashable, Sendable {
  /// Send a request; `exchange` names it in what is told about its answer.
  case request(
    exchange: Int, method: String, target: String, headers: HTTPHeaders, body: [UInt8])
  /// Wait for the answer no longer.
  case abandon(exchange: Int)
  /// Connect a socket to a namespace.
  case connect(DriftConnection, auth: JSON?)
  /// Send an event; with `acknowledgement`, an answer to it is told under that number.
  case emit(
    connection: String, namespace: String, name: String, arguments: [JSON],
    attachments: [[UInt8]], acknowledgement: Int?)
  /// Acknowledge the server's event that was told under `number`.
  case acknowledge(
    connection: String, namespace: String, number: Int, arguments: [JSON], attachments: [[UInt8]])
  /// Leave a namespace, or all.
  case disconnect(connection: String, namespace: String?)
}

/// A socket that is to be connected.
package struct DriftConnection: Hashable, Sendable {
  /// The recorded name of the connection.
  package let name: String
  /// The namespace.
  package let namespace: String
  /// Whether it begins with polling.
  package let polls: Bool
  /// Whether it may go on to a WebSocket.
  package let upgrades: Bool
}
