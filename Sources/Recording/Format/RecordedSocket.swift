package import JSON

/// A socket that connects to a namespace, or what the server said to it (`open`).
package struct RecordedOpening: Hashable, Sendable {
  /// The name of the connection (`c`).
  package var connection: String
  /// The client asks; the server accepts or refuses.
  package var direction: Direction
  /// The namespace.
  package var namespace: String
  /// The transport it began with; of the client's line only.
  package var transport: String?
  /// What the client showed, ids replaced and everything else taken out.
  package var auth: JSON?
  /// The id the server gave.
  package var socket: String?
  /// Why the server refused.
  package var error: String?

  /// Makes an opening.
  package init(
    connection: String, direction: Direction, namespace: String = "/", transport: String? = nil,
    auth: JSON? = nil, socket: String? = nil, error: String? = nil
  ) {
    self.connection = connection
    self.direction = direction
    self.namespace = namespace
    self.transport = transport
    self.auth = auth
    self.socket = socket
    self.error = error
  }
}

/// A Socket.IO event (`ev`).
package struct RecordedEvent: Hashable, Sendable {
  /// The name of the connection (`c`).
  package var connection: String
  /// Who sent it.
  package var direction: Direction
  /// The namespace.
  package var namespace: String
  /// The name of the event.
  package var name: String
  /// What came with it; attachments stand as `{"_placeholder":true,"num":0}`.
  package var arguments: [JSON]
  /// The bytes that the placeholders stand for.
  package var attachments: [[UInt8]]
  /// The number under which the sender awaits an acknowledgement.
  package var acknowledgement: Int?

  /// Makes an event.
  package init(
    connection: String, direction: Direction, namespace: String = "/", name: String,
    arguments: [JSON], attachments: [[UInt8]] = [], acknowledgement: Int? = nil
  ) {
    self.connection = connection
    self.direction = direction
    self.namespace = namespace
    self.name = name
    self.arguments = arguments
    self.attachments = attachments
    self.acknowledgement = acknowledgement
  }
}

/// The answer to an event (`ack`).
package struct RecordedAcknowledgement: Hashable, Sendable {
  /// The name of the connection (`c`).
  package var connection: String
  /// Who answers.
  package var direction: Direction
  /// The namespace.
  package var namespace: String
  /// The number that the event asked under.
  package var acknowledgement: Int
  /// The values; attachments stand as `{"_placeholder":true,"num":0}`.
  package var arguments: [JSON]
  /// The bytes that the placeholders stand for.
  package var attachments: [[UInt8]]

  /// Makes an acknowledgement.
  package init(
    connection: String, direction: Direction, namespace: String = "/", acknowledgement: Int,
    arguments: [JSON], attachments: [[UInt8]] = []
  ) {
    self.connection = connection
    self.direction = direction
    self.namespace = namespace
    self.acknowledgement = acknowledgement
    self.arguments = arguments
    self.attachments = attachments
  }
}

/// The end of a connection, or of its socket in one of several namespaces (`shut`).
package struct RecordedClosing: Hashable, Sendable {
  /// The name of the connection (`c`).
  package var connection: String
  /// The namespace that a socket left, or was put out of, while others of its connection stayed (`ns`); nil when the
  /// connection itself ended.
  package var namespace: String?
  /// Who ended it.
  package var direction: Direction
  /// What the one that noticed called it, such as `io client disconnect`.
  package var reason: String?

  /// Makes a closing.
  package init(
    connection: String, namespace: String? = nil, direction: Direction, reason: String? = nil
  ) {
    self.connection = connection
    self.namespace = namespace
    self.direction = direction
    self.reason = reason
  }
}
