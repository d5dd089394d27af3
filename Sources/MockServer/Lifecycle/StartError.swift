public import Reactor

/// Why a mock server could not start.
public enum StartError: Error, Sendable, CustomStringConvertible {
  /// Another program listens on the port.
  case portTaken(host: String, port: UInt16)

  /// The address cannot be listened on, or the system has no descriptors left.
  case cannotListen(SocketError)

  /// The host is not an address in numbers.
  case unknownHost(String)

  /// The certificate or key cannot be used; what is wrong and where.
  case certificate(String)

  /// A character file cannot be used; which one, what is wrong and where.
  case character(String)

  /// Whether there was no address to listen on.
  public var isAddressProblem: Bool {
    switch self {
    case .certificate, .character: false
    case .portTaken, .cannotListen, .unknownHost: true
    }
  }

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .portTaken(let host, let port):
      "port \(port) on \(host) is taken by another program; "
        + "stop that program, choose another port, or let --port 0 pick a free one"
    case .cannotListen(let error):
      "cannot listen: \(error)"
    case .certificate(let reason):
      reason
    case .character(let reason):
      "cannot use the character file \(reason)"
    case .unknownHost(let host):
      "'\(host)' is no numeric address; use 127.0.0.1, 0.0.0.0, ::1, or one of this machine's"
    }
  }
}
