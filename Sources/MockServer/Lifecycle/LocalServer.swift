public import ControlAPI
public import ElizaDomain
import HTTPServer
import HostInterface
import Logging
import OrderedCollections
import Reactor
import Recording
import TLS

/// A mock server on the calling thread: it listens from the start and serves while `run` runs.
///
/// Not thread-safe; only `stopper` may be called from elsewhere.
public final class LocalServer {
  /// The address clients use, such as `http://127.0.0.1:3000`.
  public let url: String

  /// Ends the server in order: clients are told, what is queued is sent, and `run` returns.
  public let stopper: @Sendable () -> Void

  /// The port it listens on.
  public let port: UInt16

  let loop: EventLoop
  private let entrance: Entrance
  private let spaces: SpaceRegistry?
  let site: Site

  /// How long clients get to take what is queued for them when the server stops.
  private static let farewellTime: Duration = .milliseconds(700)
  /// The least they get, however long its spaces have taken.
  private static let shortFarewellTime: Duration = .milliseconds(100)

  /// Listens as `configuration` says.
  public convenience init(_ configuration: MockServerConfiguration) throws(StartError) {
    try self.init(configuration, on: LocalServer.makeLoop(configuration))
  }

  init(_ configuration: MockServerConfiguration, on loop: EventLoop) throws(StartError) {
    let encryption = try LocalServer.context(for: configuration.encryption)
    let start = configuration.startOfTime
    let characters = try CharacterFile.agents(configuration.characterFiles, at: start)
    let site = Site(configuration, characters: characters, scheduler: loop, startingAt: start)
    loop.onNotice = { site.log.warning("\($0)") }
    let entrance = Entrance(
      to: site, on: loop, encryption: encryption, limits: configuration.limits)
    let listeners = try LocalServer.listen(configuration, on: loop) { entrance.admit($0) }
    entrance.listenerCount = listeners.count
    self.loop = loop
    self.entrance = entrance
    self.site = site
    port = listeners.first?.port ?? configuration.port
    let scheme = encryption == nil ? "http" : "https"
    url = "\(scheme)://\(LocalServer.reachableHost(configuration.host)):\(port)"
    let spaces =
      configuration.makesSpaces ? SpaceRegistry(configuration, home: loop.handle) : nil
    site.spaces = spaces
    self.spaces = spaces
    let bound = LoopBound((loop, site, spaces), handle: loop.handle)
    stopper = {
      bound.run { loop, site, spaces in
        site.shutDown()
        LocalServer.end(loop, after: spaces)
      }
    }
    // In a later turn, so that the answer is on its way before.
    site.world.onStopRequested = { [weak self] in
      self?.site.log.notice("a client asks the server to stop")
      self?.stopper()
    }
  }

  /// Ends the loop once the spaces have, so that what came of them is known, but in no more time than there is for
  /// goodbyes.
  private static func end(_ loop: EventLoop, after spaces: SpaceRegistry?) {
    guard let spaces, !spaces.isEmpty else { return loop.shutDown(within: farewellTime) }
    let limit = loop.now.advanced(by: farewellTime)
    let lastCall = loop.schedule(after: farewellTime) { [unowned loop] in
      loop.shutDown(within: shortFarewellTime)
    }
    spaces.closeAll { [unowned loop] in
      loop.cancel(lastCall)
      loop.shutDown(within: max(loop.now.duration(to: limit), shortFarewellTime))
    }
  }

  /// A host as it stands in an address: one that stands for every address is reached on loopback.
  static func reachableHost(_ host: String) -> String {
    switch host {
    case "0.0.0.0": "127.0.0.1"
    case "::": "[::1]"
    default: host.contains(":") ? "[\(host)]" : host
    }
  }

  /// The agents there are.
  public var agents: [Agent] { Array(site.world.agents.values) }

  /// What came of the run that ends here: what happened, whether what was expected did, and what frontends did
  /// that they should not; its spaces are added up with it.
  public func finalReport() -> RunReport {
    var report = site.finalReport()
    if let others = spaces?.endedReport { report.add(others) }
    return report
  }

  /// What clients did that nothing recorded fitted, in words, the first hundred; nil when nothing was replayed.
  public var replayMisses: [String]? { site.realtime.replay?.misses.map(\.description) }

  /// The number of open connections.
  var connectionCount: Int { entrance.connectionCount }

  /// Serves until `stopper` is called.
  public func run() {
    loop.run()
  }

  private static func makeLoop(
    _ configuration: MockServerConfiguration
  ) throws(StartError) -> EventLoop {
    do {
      return try EventLoop(configuration: configuration.loop)
    } catch {
      throw .cannotListen(error)
    }
  }

  private static func context(
    for encryption: MockServerConfiguration.Encryption?
  ) throws(StartError) -> TLSContext? {
    guard let encryption else { return nil }
    let identity: TLSContext.Identity =
      switch encryption {
      case .selfSigned: .selfSigned
      case .files(let certificate, let key):
        .files(certificateChain: certificate, privateKey: key)
      }
    do {
      let context = try TLSContext(serverIdentity: identity)
      context.plainHTTPReply = plainHTTPReply
      return context
    } catch {
      throw .certificate("\(error)")
    }
  }

  /// What a client that speaks http to an https port reads.
  private static let plainHTTPReply = Array(
    """
    HTTP/1.1 400 Bad Request\r
    Content-Type: text/plain; charset=utf-8\r
    Content-Length: 46\r
    Connection: close\r
    \r
    This port speaks https; use an https address.

    """.utf8)

  static func listen(
    _ configuration: MockServerConfiguration, on loop: EventLoop,
    onAccept: @escaping (TCPStream) -> Void
  ) throws(StartError) -> [Listener] {
    let host = configuration.host
    do {
      if host == "127.0.0.1" || host == "localhost" {
        return try loop.listenOnLoopback(port: configuration.port, onAccept: onAccept)
      }
      return [try loop.listen(host: host, port: configuration.port, onAccept: onAccept)]
    } catch {
      // Only a host that is no address has no port in its error.
      if error.address == host { throw .unknownHost(host) }
      guard error.isAddressInUse else { throw .cannotListen(error) }
      throw .portTaken(host: host, port: configuration.port)
    }
  }
}
