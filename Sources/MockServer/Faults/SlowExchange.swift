import HTTP1

/// An exchange whose answer comes at so many bytes a second.
///
/// It goes out in pieces, one every tenth of a second of scenario time. Where the clock is moved on, pieces between
/// which nothing else happens are sent as one: the bytes and the moment of the last are the same, and hours of
/// tiny pieces cost no more than a few.
final class SlowExchange: HTTPExchange {
  /// How often a piece goes out.
  private static let interval: Duration = .milliseconds(100)

  private let exchange: any HTTPExchange
  private let timers: FaultTimers
  /// The bytes of a piece.
  private let pace: Int
  /// Whether several pieces may be sent as one.
  private let joinsPieces: Bool
  /// What is to be sent; the first `sent` bytes of it have been.
  private var waiting: [UInt8] = []
  private var sent = 0
  private var isStreaming = false
  private var isComplete = false
  private var timer: Int?

  /// Sends through `exchange`, which is shown every piece by itself unless `joinsPieces`.
  init(
    _ exchange: any HTTPExchange, bytesPerSecond: Int, timers: FaultTimers, joinsPieces: Bool = true
  ) {
    self.exchange = exchange
    self.timers = timers
    self.joinsPieces = joinsPieces
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
    arm(after: 1)
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

  private func arm(after turns: Int) {
    guard timer == nil, sent < waiting.count else { return }
    timer = timers.schedule(after: SlowExchange.interval * turns) { [self] in
      timer = nil
      sendPieces()
    }
  }

  private func sendPieces() {
    let turns = turnsAtOnce
    exchange.write(take(turns * pace))
    if sent == waiting.count, isComplete { end() } else { arm(after: turns) }
  }

  /// How many pieces go out now; the last has its own moment, so that the answer is over no sooner.
  private var turnsAtOnce: Int {
    guard joinsPieces else { return 1 }
    let left = (waiting.count - sent - 1) / pace + 1
    if timers.isFlushing { return left }
    return max(min(left - 1, 1 + timers.undisturbedTurns(every: SlowExchange.interval)), 1)
  }

  /// Takes the next bytes; those that are gone are let go of once they are the larger part.
  private func take(_ count: Int) -> [UInt8] {
    let piece = Array(waiting[sent...].prefix(count))
    sent += piece.count
    if sent > waiting.count / 2 {
      waiting.removeFirst(sent)
      sent = 0
    }
    return piece
  }

  private func end() {
    exchange.onPeerLeft = nil
    exchange.finish()
  }

  private func stop() {
    if let timer { timers.cancel(timer) }
    timer = nil
    waiting = []
    sent = 0
  }

  private func peerLeft() {
    stop()
    onPeerLeft?()
  }
}
