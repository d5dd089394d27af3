import HTTP1
import HostInterface
import TestSupport

/// One connection of an HTTP client: a request at a time, kept for the next one.
final class HTTPLine {
  /// The connection can carry the next request.
  var onIdle: (() -> Void)?
  /// The connection is of no use any more; the fetch is told what it carried.
  var onGone: ((Fetch?, _ isSafeToRepeat: Bool) -> Void)?
  /// The server broke HTTP.
  var onViolation: ((String) -> Void)?

  /// Whether it has carried a request before.
  private(set) var isReused = false

  private let end: ClientEnd
  private var decoder = ResponseDecoder()
  private var current: Fetch?
  private var head: ResponseHead?
  private var body: [UInt8] = []
  private var hasHeard = false
  private var requestTime = Instant.zero

  /// A server that closes an idle connection crosses a request that is under way; one that has had it
  /// for longer than this should have answered.
  private static let crossingTime: Duration = .seconds(3)
  private var isGone = false

  init(_ end: ClientEnd) {
    self.end = end
    end.onBytes = { [self] in received($0) }
    end.onEnd = { [self] in ended() }
    end.onFailure = { [self] in gone(isSafeToRepeat: false) }
  }

  var isIdle: Bool { current == nil && !isGone }

  func carry(_ fetch: Fetch) {
    current = fetch
    fetch.line = self
    hasHeard = false
    requestTime = end.link.network.clock.now
    end.note("requests \(fetch.request.method) \(fetch.request.target)")
    decoder.expectResponse(to: fetch.request.method)
    var bytes: [UInt8] = []
    RequestEncoder().append(fetch.request, to: &bytes)
    end.send(bytes)
  }

  func close() { leave { $0.close() } }

  func reset() { leave { $0.reset() } }

  func vanish() { leave { $0.vanish() } }

  private func leave(_ how: (ClientEnd) -> Void) {
    guard !isGone else { return }
    how(end)
    gone(isSafeToRepeat: false)
  }

  private func received(_ bytes: [UInt8]) {
    guard current != nil else {
      onViolation?("bytes without a request: \(String(decoding: bytes, as: UTF8.self))")
      return close()
    }
    hasHeard = true
    var position = 0
    do throws(HTTPError) {
      while !isGone, let event = try decoder.next(in: bytes.span, at: &position) {
        take(event, bytes)
      }
    } catch {
      onViolation?("a response that is none: \(error)")
      close()
    }
  }

  private func take(_ event: ResponseDecoder.Event, _ bytes: [UInt8]) {
    switch event {
    case .head(let head): self.head = head
    case .body(let range): body += bytes[range]
    case .end: finish()
    }
  }

  private func finish() {
    guard let head, let fetch = current, head.status.code >= 200 else { return }
    let reply = Fetch.Reply(status: head.status.code, headers: head.headers, body: body)
    let keepsAlive = head.keepsAlive
    self.head = nil
    body = []
    current = nil
    isReused = true
    end.note("has its answer, \(reply.status)")
    if !keepsAlive { close() }
    fetch.complete(.success(reply))
    if isIdle { onIdle?() }
  }

  private func ended() {
    if head != nil, let event = try? decoder.endOfInput() { take(event, []) }
    guard !isGone else { return }
    let waited = requestTime.duration(to: end.link.network.clock.now)
    if let current, !hasHeard, waited > Self.crossingTime {
      onViolation?("\(current.request.method) \(current.request.target) unanswered for \(waited)")
    }
    end.close()
    gone(isSafeToRepeat: isReused && !hasHeard)
  }

  private func gone(isSafeToRepeat: Bool) {
    guard !isGone else { return }
    isGone = true
    let fetch = current
    current = nil
    let tell = onGone
    onIdle = nil
    onGone = nil
    onViolation = nil
    tell?(fetch, isSafeToRepeat)
  }
}
