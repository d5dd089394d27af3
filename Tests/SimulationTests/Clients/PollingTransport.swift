import EngineIO
import HTTP1

/// HTTP long-polling, client role: a GET that waits, and a POST at a time.
final class PollingTransport: EngineTransport {
  var onPacket: ((PacketType, [UInt8]) -> Void)?
  var onDrain: (() -> Void)?
  var onClosed: ((String) -> Void)?
  private(set) var isWritable = false
  /// The id of the session once it is open.
  var sid: String?

  private let http: HTTPClient
  private var poll: Fetch?
  private var post: Fetch?
  private var onPaused: (() -> Void)?
  private var isPaused = false
  private var isClosed = false

  init(_ http: HTTPClient) {
    self.http = http
  }

  func open() { startPoll() }

  func send(_ packets: [Packet]) {
    isWritable = false
    let body = PayloadEncoder.encode(packets)
    post = http.fetch(.post, target, type: "text/plain;charset=UTF-8", body: body) { [self] in
      posted($0)
    }
  }

  /// Stops polling once nothing is under way.
  func pause(_ onPaused: @escaping () -> Void) {
    self.onPaused = onPaused
    finishPause()
  }

  func close() {
    guard !isClosed else { return }
    if sid != nil, isWritable {
      let last = PayloadEncoder.encode([Packet(.close)])
      http.fetch(.post, target, type: "text/plain;charset=UTF-8", body: last) { _ in }
    }
    finish()
    poll?.cancel()
  }

  func drop() {
    finish()
    poll?.cancel()
    post?.cancel()
  }

  private var target: String {
    let base = "/socket.io/?EIO=4&transport=polling&t=\(http.network.chance.int(0...9_999))"
    return sid.map { "\(base)&sid=\($0)" } ?? base
  }

  private func startPoll() {
    poll = http.fetch(.get, target) { [self] in polled($0) }
  }

  private func polled(_ result: Result<Fetch.Reply, Fetch.Failure>) {
    poll = nil
    guard !isClosed else { return }
    guard case .success(let reply) = result else { return fail("poll lost") }
    guard reply.status == 200 else { return fail("poll answered \(reply.status)") }
    if sid == nil { isWritable = true }
    guard take(reply.body), !isClosed else { return }
    onPaused == nil && !isPaused ? startPoll() : finishPause()
  }

  private func take(_ body: [UInt8]) -> Bool {
    var decoder = PayloadDecoder()
    do throws(PacketError) {
      while !isClosed, let element = try decoder.next(in: body.span) {
        guard case .text(let type, let range) = element else { continue }
        onPacket?(type, Array(body[range]))
      }
      return true
    } catch {
      fail("a payload that is none: \(error)")
      return false
    }
  }

  private func posted(_ result: Result<Fetch.Reply, Fetch.Failure>) {
    post = nil
    guard !isClosed else { return }
    guard case .success(let reply) = result else { return fail("post lost") }
    guard reply.status == 200, reply.body == Array("ok".utf8) else {
      return fail("post answered \(reply.status)")
    }
    isWritable = true
    finishPause()
    onDrain?()
  }

  private func finishPause() {
    guard let tell = onPaused, poll == nil, post == nil else { return }
    onPaused = nil
    isPaused = true
    isWritable = false
    tell()
  }

  private func fail(_ reason: String) {
    let tell = onClosed
    finish()
    poll?.cancel()
    tell?(reason)
  }

  private func finish() {
    isClosed = true
    isWritable = false
    onPacket = nil
    onDrain = nil
    onClosed = nil
    onPaused = nil
  }
}
