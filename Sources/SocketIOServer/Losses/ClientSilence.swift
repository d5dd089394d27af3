import HTTP1
import HostInterface

/// A client that hears and says nothing while its connections stay open, until somebody ends that.
///
/// It outlives its session, whose end the client does not see before the silence is over; then its
/// connections are reset, as this side knows nothing of them any more. Loop thread only.
public final class ClientSilence {
  private var session: EngineSession?
  private var streams: [any MessageStream] = []
  private var requests: [(request: HTTPRequest, exchange: any HTTPExchange)] = []
  private var abandoned: [any HTTPExchange] = []
  /// How many must end it.
  private var depth = 1

  init(of session: EngineSession) {
    self.session = session
  }

  /// Whether the silence is over.
  public var isOver: Bool { depth == 0 }

  /// Ends the silence: what both sides sent meanwhile arrives.
  ///
  /// Silences of one session that overlap end with the last of them.
  public func end() {
    guard depth > 0 else { return }
    depth -= 1
    guard depth == 0 else { return }
    session?.silence = nil
    for stream in streams { stream.endSilence() }
    if let session { resume(session) }
    for exchange in abandoned { exchange.abort() }
    session = nil
    streams = []
    abandoned = []
  }

  /// One more has begun.
  func deepen() { depth += 1 }

  func add(_ stream: any MessageStream) {
    stream.fallSilent()
    streams.append(stream)
  }

  /// Keeps a request that the server does not hear of yet.
  func keep(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    requests.append((request, exchange))
    exchange.onPeerLeft = { [weak self, unowned exchange] in
      self?.requests.removeAll { $0.exchange === exchange }
    }
  }

  /// Leaves an exchange without the answer it would get now.
  func abandon(_ exchange: any HTTPExchange) {
    // Not nil, so that its connection ends when the client leaves.
    exchange.onPeerLeft = {}
    abandoned.append(exchange)
  }

  /// The session has ended, and its client does not know.
  func sessionEnded() {
    session = nil
    for (_, exchange) in requests { abandon(exchange) }
    requests = []
  }

  private func resume(_ session: EngineSession) {
    let kept = requests
    requests = []
    for (request, exchange) in kept {
      exchange.onPeerLeft = nil
      session.handle(request, on: exchange)
    }
    session.flushPoll()
  }
}
