package import HTTP1
package import HostInterface

/// An HTTP client for one server: connections are opened as they are needed and kept for a while.
///
/// A request is never sent twice: whether a lost one was acted on cannot be known, and what polling
/// carries must not arrive twice. A kept connection is therefore given up well before servers do.
package final class HTTPFetcher {
  /// How long an idle connection is kept; Node.js servers close theirs after five seconds.
  private static let idleTime: Duration = .seconds(4)

  private let address: ServerAddress
  private let headers: HTTPHeaders
  private let dialer: any Dialer
  private let scheduler: any Scheduler
  private let bodyLimit: Int
  private var lines: [HTTPLine] = []
  private var idleTasks: [ObjectIdentifier: ScheduledTask] = [:]
  private var isFinishing = false

  /// Will ask the server at `address`, with `headers` in every request, and take answers of at most
  /// `bodyLimit` bytes.
  package init(
    _ address: ServerAddress, headers: HTTPHeaders, dialer: any Dialer, scheduler: any Scheduler,
    bodyLimit: Int
  ) {
    self.address = address
    var fields: HTTPHeaders = ["Host": address.authority]
    for field in headers.fields { fields.add(field.name, field.value) }
    self.headers = fields
    self.dialer = dialer
    self.scheduler = scheduler
    self.bodyLimit = bodyLimit
  }

  /// Sends a request; `completion` is called once, unless the fetch is cancelled.
  package func fetch(
    _ method: HTTPMethod, _ target: String, contentType: String? = nil, body: [UInt8] = [],
    completion: @escaping (Result<Fetch.Reply, TransportError>) -> Void
  ) -> Fetch {
    var headers = headers
    if let contentType { headers.add("Content-Type", contentType) }
    return carry(
      Fetch(
        HTTPRequest(method: method, target: target, headers: headers, body: body),
        completion: completion))
  }

  /// Sends a request with fields of its own, whose answer is handed over as it comes; the body of the reply at
  /// its end is empty.
  package func fetch(
    _ method: HTTPMethod, _ target: String, headers own: HTTPHeaders, body: [UInt8],
    part: @escaping (Fetch.Part) -> Void,
    completion: @escaping (Result<Fetch.Reply, TransportError>) -> Void
  ) -> Fetch {
    var headers = headers
    for field in own.fields { headers.add(field.name, field.value) }
    let fetch = Fetch(
      HTTPRequest(method: method, target: target, headers: headers, body: body),
      completion: completion)
    fetch.part = part
    return carry(fetch)
  }

  /// Closes every connection once the request it carries is answered.
  package func finish() {
    isFinishing = true
    for line in lines where line.isIdle { line.close() }
  }

  /// Cuts every connection; requests under way fail.
  package func abort() {
    isFinishing = true
    for line in lines { line.cut() }
  }

  /// The line can carry the next request.
  func lineIsIdle(_ line: HTTPLine) {
    if isFinishing { return line.close() }
    idleTasks[ObjectIdentifier(line)] = scheduler.schedule(after: Self.idleTime) { line.close() }
  }

  /// The line's connection is gone.
  func lineEnded(_ line: HTTPLine) {
    lines.removeAll { $0 === line }
    stopWaiting(line)
  }

  private func carry(_ fetch: Fetch) -> Fetch {
    idleLine().carry(fetch)
    return fetch
  }

  private func idleLine() -> HTTPLine {
    if let line = lines.last(where: \.isIdle) {
      stopWaiting(line)
      return line
    }
    let line = HTTPLine(for: self, bodyLimit: bodyLimit)
    lines.append(line)
    line.open(address, through: dialer)
    return line
  }

  private func stopWaiting(_ line: HTTPLine) {
    guard let task = idleTasks.removeValue(forKey: ObjectIdentifier(line)) else { return }
    scheduler.cancel(task)
  }
}
