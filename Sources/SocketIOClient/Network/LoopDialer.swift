package import HostInterface
package import Reactor
package import TLS

/// Connections of an event loop, through TLS where the address asks for it.
package final class LoopDialer: Dialer {
  private let loop: EventLoop
  private let trust: TLSContext.Trust
  private let timeout: Duration
  private var context: TLSContext?

  /// Dials on `loop`; gives a connection up that does not stand after `timeout`.
  package init(on loop: EventLoop, trust: TLSContext.Trust, timeout: Duration) {
    self.loop = loop
    self.trust = trust
    self.timeout = timeout
  }

  /// Opens a connection, through TLS where `address` says so.
  package func dial(
    _ address: ServerAddress,
    completion: @escaping (Result<any ByteStream, TransportError>) -> Void
  ) -> Dial {
    let attempt = loop.connect(host: address.host, port: address.port, timeout: timeout) {
      [self] result in
      switch result {
      case .success(let stream): completion(encrypted(stream, for: address))
      case .failure(let error): completion(.failure(.unreachable(error.description)))
      }
    }
    return Dial { attempt.cancel() }
  }

  private func encrypted(
    _ stream: TCPStream, for address: ServerAddress
  ) -> Result<any ByteStream, TransportError> {
    guard address.isSecure else { return .success(stream) }
    do throws(TLSError) {
      let context = try sharedContext()
      return .success(
        try TLSStream(over: stream, context: context, scheduler: loop, serverName: address.host))
    } catch {
      stream.abort()
      return .failure(.unreachable(error.description))
    }
  }

  private func sharedContext() throws(TLSError) -> TLSContext {
    if let context { return context }
    let context = try TLSContext(clientTrust: trust)
    self.context = context
    return context
  }
}
