import HTTP1
import HostInterface
import Reactor
import Recording
import RecordingProxy
import SocketIOClient
import TLS

/// A recording proxy on the calling thread: it listens from the start and serves while `run` runs.
///
/// Not thread-safe; only `stopper` may be called from elsewhere.
public final class LocalRecorder {
  /// The address clients use in place of the real server's.
  public let url: String

  /// Ends the proxy in order, so that `run` returns.
  public let stopper: @Sendable () -> Void

  /// What has been recorded.
  public var summary: RecordingSummary { recorder.summary }

  /// Is told what a user should know, a line each.
  public var onNotice: (String) -> Void {
    get { recorder.onNotice }
    set {
      recorder.onNotice = newValue
      relay.onUnreachable = newValue
    }
  }

  /// Whether the file could not be written to the end.
  public private(set) var hasFailed = false

  private let loop: EventLoop
  private let relay: Relay
  private let recorder: TrafficRecorder

  /// How long clients get to take what is queued for them when the proxy stops.
  private static let farewellTime: Duration = .milliseconds(700)

  /// Makes sure that the server can be reached, and listens.
  public init(_ configuration: RecorderConfiguration) throws(RecorderError) {
    try LocalRecorder.findServer(configuration)
    loop = try LocalRecorder.makeLoop()
    let loop = loop
    var relaying = Relay.Configuration(upstream: configuration.upstream)
    relaying.forwards = configuration.forwards
    relaying.highMark = loop.configuration.outboxHighMark
    let relay = Relay(
      relaying,
      dialer: LoopDialer(
        on: loop, trust: configuration.trustsAnyone ? .anyone : .system,
        timeout: configuration.connectTimeout))
    self.relay = relay
    var listening = MockServerConfiguration()
    listening.host = configuration.host
    listening.port = configuration.port
    let listeners: [Listener]
    do {
      listeners = try LocalServer.listen(listening, on: loop) { relay.accept($0) }
    } catch {
      throw .start(error)
    }
    let port = listeners.first?.port ?? configuration.port
    url = "http://\(LocalServer.reachableHost(configuration.host)):\(port)"
    recorder = try LocalRecorder.recorder(configuration, on: loop)
    let decoder = TrafficDecoder(tell: recorder.record)
    relay.observer = decoder
    let bound = LoopBound((loop, decoder, recorder), handle: loop.handle)
    stopper = {
      bound.run { loop, decoder, recorder in
        decoder.finish()
        recorder.finish()
        loop.shutDown(within: LocalRecorder.farewellTime)
      }
    }
    recorder.onFailure = { [weak self] in
      self?.hasFailed = true
      self?.stopper()
    }
  }

  /// Relays and records until `stopper` is called.
  public func run() {
    loop.run()
  }

  /// Asks the server for its head page: whatever it answers, it is there.
  private static func findServer(_ configuration: RecorderConfiguration) throws(RecorderError) {
    let inquiry = Inquiry(
      of: configuration.upstream, trust: configuration.trustsAnyone ? .anyone : .system,
      timeout: configuration.connectTimeout)
    let origin = Relay.Configuration(upstream: configuration.upstream).origin
    do {
      _ = try inquiry.send(.head, "/")
    } catch {
      switch error {
      case .unreachable(let reason): throw .unreachable(origin, reason)
      case .timedOut:
        throw .unreachable(origin, "no answer within \(configuration.connectTimeout)")
      }
    }
  }

  private static func recorder(
    _ configuration: RecorderConfiguration, on loop: EventLoop
  ) throws(RecorderError) -> TrafficRecorder {
    let origin = Relay.Configuration(upstream: configuration.upstream).origin
    let recorder: TrafficRecorder
    do {
      let file = try LineFile(configuration.path, replaces: configuration.replacesFile)
      recorder = TrafficRecorder(
        FixtureHead(recordedAt: WallClock.now, source: origin), rules: configuration.redaction,
        to: file, scheduler: loop)
    } catch {
      throw .file(error.description)
    }
    guard !recorder.hasFailed else { throw .file("cannot write \(configuration.path)") }
    return recorder
  }

  private static func makeLoop() throws(RecorderError) -> EventLoop {
    do {
      return try EventLoop()
    } catch {
      throw .start(.cannotListen(error))
    }
  }
}
