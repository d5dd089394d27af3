/// An event from the server.
public struct ReceivedEvent: Hashable, Sendable {
  /// Its name.
  public let name: String

  /// Its arguments.
  public let arguments: ReceivedArguments

  /// The socket id under which it arrived; an acknowledgement is of use to that connection alone.
  public let socketID: String

  /// What the server numbered it with, when it wants an acknowledgement.
  public let acknowledgementID: UInt64?

  /// Makes an event, as a socket or a test does.
  public init(
    _ name: String, _ arguments: ReceivedArguments, socketID: String,
    acknowledgementID: UInt64? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.socketID = socketID
    self.acknowledgementID = acknowledgementID
  }
}
