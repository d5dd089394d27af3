import HTTP1

/// An exchange whose answer comes at so many bytes a second.
final class SlowExchange: HTTPExchange {
  /// How often a piece goes out.
  private static let interval: Duration = .milliseconds(100)

  private let exchange: any HTTPExchange
  private let timers: FaultTimers
  /// The bytes of a piece.
  private let pace: Int
  private var waiting: [UInt8] = []
  private var isStreaming = false
  private var isComplete = false
  private var timer: Int?

  init(_ exchange: any HTTPExchange, bytesPerSecond: Int, timers: FaultTimers) {
    self.exchange = exchange
    self.timers = timers
    pace = max(bytesPerSecond / 10, 1)
  }

  var onPeerLeft: (() -> Void)? {
    didSet {
      guard !isStreaming else { return }
      exchange.onPeerLeft = onPeerLeft == nil ? nil : { [weak self] in self?.peerLeft() }
    }
  }

  func respond(_ response: HTTPResponse) {
    var head = response
    head.body = []
    beginStream(head)
    write(response.body)
    finish()
  }

  func beginStream(_ head: HTTPResponse) {
    isStreaming = true
    exchange.onPeerLeft = { [weak self] in self?.peerLeft() }
    var first = head
    first.body = []
    exchange.beginStream(first)
    if !head.body.isEmpty { write(head.body) }
  }

  func write(_ bytes: [UInt8]) {
    waiting += bytes
    arm()
  }

  func finish() {
    isComplete = true
    if timer == nil { end() }
  }

  func abort() {
    stop()
    exchange.abort()
  }

  func hangUp() {
    stop()
    exchange.hangUp()
  }

  private func arm() {
    guard timer == nil, !waiting.isEmpty else { return }
    timer = timers.schedule(after: SlowExchange.interval) { [self] in
      timer = nil
      let piece = waiting.prefix(pace)
      waiting.removeFirst(piece.count)
      exchange.write(Array(piece))
      if waiting.isEmpty, isComplete { end() } else { arm() }
    }
  }

  private func end() {
    exchange.onPeerLeft = nil
    exchange.finish()
  }

  private func stop() {
    if let timer { timers.cancel(timer) }
    timer = nil
    waiting = []
  }

  private func peerLeft() {
    stop()
    onPeerLeft?()
  }
}
