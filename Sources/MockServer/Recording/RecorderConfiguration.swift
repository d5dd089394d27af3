package import Recording
public import SocketIOClient

/// How a recording proxy is started.
public struct RecorderConfiguration: Sendable {
  /// The real server.
  public var upstream: ServerAddress
  /// The file that is written.
  public var path: String
  /// Whether a file that is there already is replaced.
  public var replacesFile = false
  /// The port to listen on; 0 for any free one.
  public var port: UInt16 = 3000
  /// The address to listen on, as for a mock server.
  public var host = "127.0.0.1"
  /// Whether the server's certificate is taken as it is.
  public var trustsAnyone = false
  /// Whether the server is told who asks, in `X-Forwarded-*` fields.
  public var forwards = false
  /// What is taken out beside what always is.
  package var redaction = RedactionRules()
  /// How long the server may take to accept a connection.
  public var connectTimeout: Duration = .seconds(10)

  /// Records what `upstream` says into the file at `path`.
  public init(upstream: ServerAddress, path: String) {
    self.upstream = upstream
    self.path = path
  }
}
