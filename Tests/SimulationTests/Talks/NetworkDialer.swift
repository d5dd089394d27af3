import HostInterface
import SocketIOClient
import TestSupport

/// Opens the simulated connections of one device.
final class NetworkDialer: Dialer {
  private static let patience: Duration = .seconds(5)

  private let network: Network
  private let device: Device

  init(_ network: Network, from device: Device) {
    self.network = network
    self.device = device
  }

  func dial(
    _ address: ServerAddress,
    completion: @escaping (Result<any ByteStream, TransportError>) -> Void
  ) -> Dial {
    let clock = network.clock
    let end = network.dial(from: device)
    let attempt = Attempt(completion)
    end.onConnected = { attempt.finish(.success(ClientStream(end, clock: clock))) }
    end.onFailure = { attempt.finish(.failure(.unreachable("refused"))) }
    let timeout = clock.schedule(after: Self.patience) {
      guard attempt.isOpen else { return }
      end.vanish()
      attempt.finish(.failure(.unreachable("timed out")))
    }
    attempt.onEnd = { clock.cancel(timeout) }
    return Dial {
      guard attempt.isOpen else { return }
      attempt.cancel()
      end.reset()
    }
  }

  /// A dial that comes to one end.
  private final class Attempt {
    var onEnd: (() -> Void)?
    private var completion: ((Result<any ByteStream, TransportError>) -> Void)?

    init(_ completion: @escaping (Result<any ByteStream, TransportError>) -> Void) {
      self.completion = completion
    }

    var isOpen: Bool { completion != nil }

    func finish(_ result: Result<any ByteStream, TransportError>) {
      let tell = completion
      cancel()
      tell?(result)
    }

    func cancel() {
      completion = nil
      onEnd?()
      onEnd = nil
    }
  }
}
