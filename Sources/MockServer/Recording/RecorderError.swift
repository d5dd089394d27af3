/// Why a recording proxy could not start.
public enum RecorderError: Error, Sendable, CustomStringConvertible {
  /// The real server, at this address, cannot be reached, for this reason.
  case unreachable(String, String)
  /// There is no address to listen on.
  case start(StartError)
  /// The file cannot be written; what is wrong and what to do.
  case file(String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unreachable(let origin, let reason):
      "cannot reach \(origin): \(reason)\(RecorderError.hint(reason))"
    case .start(let error): error.description
    case .file(let reason): reason
    }
  }

  private static func hint(_ reason: String) -> String {
    reason.contains("certificate")
      ? "; --insecure takes any certificate, SSL_CERT_FILE names one to trust" : ""
  }
}
