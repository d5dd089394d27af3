public import EngineIO
public import SocketIO

/// What a client did against the protocol or a bound; its session has been ended for it.
public enum Violation: Hashable, Sendable, CustomStringConvertible {
  /// A packet or payload that breaks Engine.IO.
  case enginePacket(EngineIO.PacketError)
  /// An Engine.IO packet that clients do not send there.
  case unexpectedEnginePacket(EngineIO.PacketType)
  /// A second GET while one was pending.
  case overlappingPolls
  /// A second POST while the body of one was on its way.
  case overlappingPosts
  /// A body of more than `limit` bytes.
  case payloadTooLarge(limit: Int)
  /// More than `limit` packets or bytes waited for the next poll.
  case queueOverflow(limit: Int)
  /// A packet that breaks Socket.IO.
  case packet(SocketIO.PacketError)
  /// A packet for a namespace that the client has not joined.
  case notInNamespace
  /// A packet of a type that clients do not send, or a second CONNECT.
  case unexpectedPacket(SocketIO.PacketType)
  /// Attachments that were announced and did not come in time.
  case attachmentsOverdue
  /// More than `limit` namespaces on one connection.
  case tooManyNamespaces(limit: Int)
  /// More than `limit` rooms for one socket.
  case tooManyRooms(limit: Int)
  /// More than `limit` acknowledgements that the client has not sent.
  case tooManyAcknowledgements(limit: Int)

  /// What happened, in one line.
  public var description: String {
    switch self {
    case .enginePacket(let error): error.description
    case .unexpectedEnginePacket(let type): "an Engine.IO packet out of place: \(type)"
    case .overlappingPolls: "two polls at a time"
    case .overlappingPosts: "two posts at a time"
    case .payloadTooLarge(let limit): "a payload of more than \(limit) bytes"
    case .queueOverflow(let limit): "more than \(limit) waited for the next poll"
    case .packet(let error): error.description
    case .notInNamespace: "a packet for a namespace that was not joined"
    case .unexpectedPacket(let type): "a packet out of place: \(type)"
    case .attachmentsOverdue: "attachments that did not come"
    case .tooManyNamespaces(let limit): "more than \(limit) namespaces"
    case .tooManyRooms(let limit): "more than \(limit) rooms"
    case .tooManyAcknowledgements(let limit): "more than \(limit) acknowledgements due"
    }
  }

  /// The reason that sockets of the session are told.
  var reason: DisconnectReason {
    switch self {
    case .packet, .enginePacket: .parseError
    case .unexpectedEnginePacket, .overlappingPolls, .overlappingPosts, .payloadTooLarge:
      .transportError
    default: .forcedClose
    }
  }
}
