/// Why a message could not be taken in.
public enum IntakeError: Error, Hashable, Sendable {
  /// The channel is unknown and so is the message server it would belong to.
  case unknownMessageServer(String)

  /// What real servers tell the client.
  public var message: String {
    switch self {
    case .unknownMessageServer(let id): "Server \(id) does not exist"
    }
  }
}
