public import HostInterface

/// Opens a client's connections: the system's sockets, or memory in a test.
///
/// Confined to the thread that owns the client's machine.
public protocol Dialer: AnyObject {
  /// Opens a connection, encrypted when `address` says so.
  ///
  /// `completion` is called once, never before this call has returned, unless the dial is cancelled;
  /// it must set the handler of the stream.
  func dial(
    _ address: ServerAddress,
    completion: @escaping (Result<any ByteStream, TransportError>) -> Void
  ) -> Dial
}

/// A connection that is being opened.
public struct Dial {
  private let onCancel: () -> Void

  /// Wraps the way to give it up, after which its completion is not called.
  public init(onCancel: @escaping () -> Void) {
    self.onCancel = onCancel
  }

  /// Gives it up; harmless once it is open.
  public func cancel() {
    onCancel()
  }
}
