import HTTP1
import JSON
import TestSupport

/// Fetches as a browser does: at most six connections, kept alive, a request repeated when a kept
/// connection turns out to be closed.
final class HTTPClient {
  private static let lineLimit = 6
  private static let retryLimit = 8

  let network: Network
  let device: Device
  /// The server broke HTTP.
  var onViolation: ((String) -> Void)?

  private var lines: [HTTPLine] = []
  private var waiting: [Fetch] = []

  init(network: Network, device: Device) {
    self.network = network
    self.device = device
  }

  @discardableResult
  func fetch(
    _ method: HTTPMethod, _ target: String, type: String = "application/json", body: [UInt8] = [],
    _ completion: @escaping (Result<Fetch.Reply, Fetch.Failure>) -> Void
  ) -> Fetch {
    var headers: HTTPHeaders = ["Host": "localhost:3000", "Origin": "http://localhost:5173"]
    if !body.isEmpty { headers.add("Content-Type", type) }
    let fetch = Fetch(
      HTTPRequest(method: method, target: target, headers: headers, body: body), completion)
    start(fetch)
    return fetch
  }

  /// Closes what is open, as a page that is left does.
  func close() { end { $0.close() } }

  /// Is gone from one moment to the next.
  func vanish() { end { $0.vanish() } }

  private func end(_ how: (HTTPLine) -> Void) {
    let (last, queued) = (lines, waiting)
    lines = []
    waiting = []
    for line in last { how(line) }
    for fetch in queued { fetch.complete(.failure(.cancelled)) }
  }

  private func start(_ fetch: Fetch) {
    if let line = lines.first(where: \.isIdle) { return line.carry(fetch) }
    guard lines.count < Self.lineLimit else { return waiting.append(fetch) }
    openLine().carry(fetch)
  }

  private func openLine() -> HTTPLine {
    let line = HTTPLine(network.dial(from: device))
    line.onIdle = { [unowned self] in startNext() }
    line.onViolation = { [unowned self] in onViolation?($0) }
    line.onGone = { [unowned self, unowned line] fetch, isSafeToRepeat in
      lines.removeAll { $0 === line }
      if let fetch, !fetch.isOver { lost(fetch, isSafeToRepeat) }
      startNext()
    }
    lines.append(line)
    return line
  }

  private func lost(_ fetch: Fetch, _ isSafeToRepeat: Bool) {
    guard isSafeToRepeat, fetch.retryCount < Self.retryLimit else {
      return fetch.complete(.failure(.lost))
    }
    fetch.retryCount += 1
    network.onEvent?("request repeated")
    start(fetch)
  }

  private func startNext() {
    guard !waiting.isEmpty else { return }
    let fetch = waiting.removeFirst()
    guard !fetch.isOver else { return startNext() }
    start(fetch)
  }
}
