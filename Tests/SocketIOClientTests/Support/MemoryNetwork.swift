import HTTP1
import HTTPServer
import HostInterface
import SocketIOClient
import SocketIOServer
import TestSupport

/// A network in memory: every connection a client opens ends at a real server, or at a test.
final class MemoryNetwork: Dialer {
  /// What becomes of a dial.
  enum Answer {
    /// The server takes it.
    case server
    /// The test holds the other end, in `held`.
    case hold
    /// Nobody listens.
    case refuse
    /// No answer ever comes.
    case ignore
  }

  let scheduler: ManualScheduler
  var onDial: (Int) -> Answer = { _ in .server }
  /// Is called after each arrival on any connection.
  var onStep: (() -> Void)?
  private(set) var dialCount = 0
  /// Client ends whose server end is the test.
  private(set) var held: [MemoryStream] = []
  /// Every pair that ends at the server, oldest first.
  private(set) var links: [MemoryLink] = []
  private(set) var addresses: [ServerAddress] = []
  private let accept: (any ByteStream) -> Void

  init(_ scheduler: ManualScheduler, accept: @escaping (any ByteStream) -> Void = { _ in }) {
    self.scheduler = scheduler
    self.accept = accept
  }

  func dial(
    _ address: ServerAddress,
    completion: @escaping (Result<any ByteStream, TransportError>) -> Void
  ) -> Dial {
    addresses.append(address)
    let number = dialCount
    dialCount += 1
    let task = scheduler.schedule(after: .zero) { [self] in
      switch onDial(number) {
      case .ignore: break
      case .refuse: completion(.failure(.unreachable("refused")))
      case .hold:
        let stream = MemoryStream()
        held.append(stream)
        completion(.success(stream))
      case .server:
        let link = MemoryLink(scheduler) { [unowned self] in onStep?() }
        links.append(link)
        completion(.success(link.client))
        accept(link.server)
      }
    }
    return Dial { [scheduler] in scheduler.cancel(task) }
  }
}
