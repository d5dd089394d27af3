import EngineIO
import HTTP1
import HostInterface

/// HTTP long-polling: a GET that waits, and one POST at a time (Engine.IO 4, "HTTP long-polling").
final class PollingTransport: EngineTransport {
  private enum State {
    case opening
    case open
    case paused
    case closed
  }

  var handler: (any EngineTransportHandler)?
  let kind = Transport.polling

  /// Whether packets may be handed over: the session is open and no POST is under way.
  var isWritable: Bool { state == .open && post == nil }

  /// The id of the session, once the server has named it.
  var sid: String?

  private let configuration: EngineConfiguration
  private let fetcher: HTTPFetcher
  private var state = State.opening
  private var poll: Fetch?
  private var post: Fetch?
  private var onPaused: (() -> Void)?

  init(_ configuration: EngineConfiguration) {
    self.configuration = configuration
    fetcher = HTTPFetcher(
      configuration.address, headers: configuration.options.extraHeaders,
      dialer: configuration.dialer, scheduler: configuration.scheduler,
      bodyLimit: configuration.options.messageLimit)
  }

  func open() { startPoll() }

  func send(_ packets: [Packet]) {
    startPost(packets) { [self] result in
      post = nil
      guard state != .closed else { return }
      if let error = PollingTransport.failure(of: result) { return fail(error) }
      finishPausing()
      handler?.transportDrained(self)
    }
  }

  /// Stops polling; `onPaused` is called once nothing is under way.
  func pause(_ onPaused: @escaping () -> Void) {
    guard state == .open else { return }
    self.onPaused = onPaused
    finishPausing()
  }

  /// Polls again after a pause, whether or not it had come about.
  func resume() {
    guard onPaused != nil || state == .paused else { return }
    onPaused = nil
    state = .open
    if poll == nil { startPoll() }
    if post == nil { handler?.transportDrained(self) }
  }

  func close() {
    guard state != .closed else { return }
    guard state == .open, post == nil else { return abort() }
    finish()
    startPost([Packet(.close)]) { [self] _ in
      post = nil
      // python-engineio never answers a poll that waited when its session was closed.
      poll?.cancel()
      poll = nil
      fetcher.finish()
    }
    // A server that answers neither must not keep the connections open.
    _ = configuration.scheduler.schedule(after: configuration.options.closeTimeout) { [fetcher] in
      fetcher.abort()
    }
  }

  func abort() {
    guard state != .closed else { return }
    finish()
    fetcher.abort()
  }

  /// Lets go of a session that has moved to another transport.
  func retire() {
    finish()
    fetcher.finish()
  }

  private func startPost(
    _ packets: [Packet], completion: @escaping (Result<Fetch.Reply, TransportError>) -> Void
  ) {
    post = fetcher.fetch(
      .post, configuration.target(.polling, sid: sid), contentType: "text/plain;charset=UTF-8",
      body: PayloadEncoder.encode(packets), completion: completion)
  }

  private func startPoll() {
    poll = fetcher.fetch(.get, configuration.target(.polling, sid: sid)) { [self] result in
      poll = nil
      guard state != .closed else { return }
      if let error = PollingTransport.failure(of: result) { return fail(error) }
      if case .success(let reply) = result { polled(reply.body) }
    }
  }

  private func polled(_ body: [UInt8]) {
    do throws(PacketError) {
      try handOver(body)
    } catch {
      return fail(.malformed(error.description))
    }
    guard state == .open else { return }
    onPaused == nil ? startPoll() : finishPausing()
  }

  private func handOver(_ body: [UInt8]) throws(PacketError) {
    var decoder = PayloadDecoder()
    while state != .closed, let element = try decoder.next(in: body.span) {
      switch element {
      case .text(.close, _): return fail(.closedByServer)
      case .text(let type, let range):
        if type == .open { state = .open }
        handler?.transport(self, received: type, payload: body.span.extracting(range))
      case .binary(let bytes): handler?.transport(self, receivedBinary: bytes.span)
      }
    }
    if state == .opening { fail(.malformed("a session that begins without an open packet")) }
  }

  private func finishPausing() {
    guard let tell = onPaused, poll == nil, post == nil else { return }
    onPaused = nil
    state = .paused
    tell()
  }

  private func fail(_ error: TransportError) {
    let last = handler
    finish()
    fetcher.abort()
    last?.transport(self, endedWith: error)
  }

  private func finish() {
    state = .closed
    handler = nil
    onPaused = nil
  }

  private static func failure(
    of result: Result<Fetch.Reply, TransportError>
  ) -> TransportError? {
    switch result {
    case .failure(let error): error
    case .success(let reply): reply.status.code == 200 ? nil : reply.refusal
    }
  }
}
