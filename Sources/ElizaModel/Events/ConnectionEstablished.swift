public import JSON

/// The greeting to a socket.
public struct ConnectionEstablished: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.connectionEstablished

  /// A line for people.
  public var message: String
  /// The id of the socket in its namespace.
  public var socketID: String

  /// Makes the greeting of real servers.
  public init(message: String = "Connected to Eliza Socket.IO server", socketID: String) {
    self.message = message
    self.socketID = socketID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("message", .text), .needed("socketId", .text))

  /// Reads the payload; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let message = object.text("message"),
      let socketID = object.text("socketId")
    else { return nil }
    self.init(message: message, socketID: socketID)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("message", message)
    output.appendJSONMember("socketId", socketID)
    output.endJSONObject()
  }
}
