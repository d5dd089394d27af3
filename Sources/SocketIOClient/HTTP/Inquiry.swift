package import HTTP1
import HostInterface
import Reactor
package import TLS

/// One HTTP request, asked from the calling thread, which waits for the answer.
package struct Inquiry {
  /// Why there is no answer.
  package enum Failure: Error, Hashable, Sendable {
    /// Nobody answers at this address; the system's words.
    case unreachable(String)
    /// The answer did not come in time.
    case timedOut
  }

  /// The answer.
  package struct Reply: Hashable, Sendable {
    /// Its status.
    package let status: HTTPStatus
    /// Its body.
    package let body: [UInt8]
  }

  /// The longest answer that is taken.
  private static let bodyLimit = 64 * 1_024 * 1_024

  private let address: ServerAddress
  private let trust: TLSContext.Trust
  private let timeout: Duration

  /// Will ask the server at `address`, and wait for `timeout` at most.
  ///
  /// Unless `trust` says otherwise, a certificate that the mock made for itself will do on this machine.
  package init(
    of address: ServerAddress, trust: TLSContext.Trust? = nil, timeout: Duration = .seconds(30)
  ) {
    self.address = address
    self.trust = trust ?? address.usualTrust
    self.timeout = timeout
  }

  /// Asks; `json` is sent along as the body where it is not empty.
  package func send(
    _ method: HTTPMethod, _ target: String, json: [UInt8] = []
  ) throws(Failure) -> Reply {
    let loop: EventLoop
    do throws(SocketError) {
      loop = try EventLoop()
    } catch {
      throw .unreachable("\(error)")
    }
    let fetcher = HTTPFetcher(
      address, headers: HTTPHeaders(),
      dialer: LoopDialer(on: loop, trust: trust, timeout: timeout), scheduler: loop,
      bodyLimit: Self.bodyLimit)
    var result: Result<Fetch.Reply, TransportError>?
    let fetch = fetcher.fetch(
      method, target, contentType: json.isEmpty ? nil : "application/json", body: json
    ) {
      result = $0
      loop.stop()
    }
    _ = loop.schedule(after: timeout) {
      fetch.cancel()
      loop.stop()
    }
    loop.run()
    switch result {
    case .success(let reply): return Reply(status: reply.status, body: reply.body)
    case .failure(let error): throw .unreachable(error.description)
    case nil: throw .timedOut
    }
  }
}
