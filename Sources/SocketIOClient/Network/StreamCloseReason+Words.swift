import HostInterface

extension StreamCloseReason {
  /// The reason as a clause of an error message.
  var words: String {
    switch self {
    case .closedLocally: "closed here"
    case .aborted: "cut off here"
    case .closedByPeer: "closed by the server"
    case .failed(let number): "error \(number) of the system"
    case .outboxOverflow: "the server did not read"
    case .tls(let reason): reason
    }
  }
}
