import HostInterface
import TestSupport

/// The server's end of a simulated connection; it behaves as a TCP stream of the event loop does.
///
/// Output leaves at the end of the turn, a closing stream flushes, half-closes and lingers, a peer that
/// takes nothing is given up, and `streamClosed` never comes from inside a call.
final class ServerEnd: ByteStream {
  /// The marks and times of the event loop, made small enough to be reached.
  enum Bounds {
    static let highMark = 4_096
    static let lowMark = 1_024
    static let closeTimeout: Duration = .seconds(5)
    static let lingerTimeout: Duration = .seconds(1)
  }

  private enum Phase {
    case open
    case flushing
    case lingering
    case gone
  }

  private static let connectionReset: Int32 = 104
  private static let timedOut: Int32 = 110

  var handler: (any ByteStreamHandler)?
  let peerAddress: String
  let isSecure = false
  let link: Link

  private let network: Network
  private let clock: ManualScheduler
  private var outbox: [UInt8] = []
  private var phase = Phase.open
  private var isFlushDue = false
  private var isWriteBlocked = false
  private var isAboveHighMark = false
  private var hasPeerEnded = false
  private var hasWrittenSinceCheck = false
  private var closeTask: ScheduledTask?
  private var endReason = StreamCloseReason.closedLocally

  init(_ link: Link, address: String, on network: Network) {
    self.link = link
    self.network = network
    clock = network.clock
    peerAddress = address
    link.up.onBytes = { [self] in received($0) }
    link.up.onEnd = { [self] in peerEnded() }
    link.up.onFailure = { [self] in finish(.failed(errno: Self.connectionReset)) }
    link.down.onRoom = { [self] in
      isWriteBlocked = false
      flush()
    }
  }

  var pendingByteCount: Int { outbox.count }

  func send(_ bytes: Span<UInt8>) {
    guard acceptsOutput() else { return }
    for index in bytes.indices { outbox.append(bytes[index]) }
    noteOutput()
  }

  func send(shared bytes: consuming [UInt8]) {
    guard acceptsOutput() else { return }
    outbox += bytes
    noteOutput()
  }

  func close() {
    guard phase == .open else { return }
    phase = .flushing
    endReason = hasPeerEnded ? .closedByPeer : .closedLocally
    isWriteBlocked ? watchProgress() : scheduleFlush()
  }

  func abort() {
    guard phase != .gone else { return }
    reset()
    finish(.aborted)
  }

  func pauseReading() {
    network.onEvent?("reading paused")
    link.up.isPaused = true
  }

  func resumeReading() { link.up.isPaused = false }
}

extension ServerEnd {
  private func received(_ bytes: [UInt8]) {
    switch phase {
    case .open: handler?.bytesReceived(bytes.span)
    case .flushing, .lingering: break
    case .gone: reset()
    }
  }

  private func peerEnded() {
    network.trace.note("link \(link.number): server sees the end, \(phase)")
    hasPeerEnded = true
    switch phase {
    case .open:
      guard let handler else { return close() }
      handler.endOfStream()
    case .flushing: break
    case .lingering: release()
    case .gone: break
    }
  }

  private func acceptsOutput() -> Bool {
    guard phase == .open else { return false }
    guard outbox.count <= network.outboxLimit else {
      reset()
      finish(.outboxOverflow)
      return false
    }
    return true
  }

  private func noteOutput() {
    if outbox.count > Bounds.highMark { isAboveHighMark = true }
    scheduleFlush()
  }

  private func scheduleFlush() {
    guard !isFlushDue, !isWriteBlocked else { return }
    isFlushDue = true
    clock.after(.zero) {
      self.isFlushDue = false
      self.flush()
    }
  }

  private func flush() {
    guard phase == .open || phase == .flushing else { return }
    let count = link.down.write(outbox[...])
    outbox.removeFirst(count)
    if count > 0 { hasWrittenSinceCheck = true }
    isWriteBlocked = !outbox.isEmpty
    if phase == .flushing {
      outbox.isEmpty ? endOutput() : watchProgress()
    } else if isAboveHighMark, outbox.count < Bounds.lowMark {
      isAboveHighMark = false
      network.onEvent?("outbox drained")
      handler?.outboxDrained()
    }
  }

  private func endOutput() {
    link.down.end()
    guard !hasPeerEnded else { return finish(endReason) }
    phase = .lingering
    link.up.isPaused = false
    tellHandlerLater()
    restartTimer(after: Bounds.lingerTimeout) { $0.release() }
  }

  private func watchProgress() {
    guard closeTask == nil else { return }
    hasWrittenSinceCheck = false
    restartTimer(after: Bounds.closeTimeout) { stream in
      guard !stream.hasWrittenSinceCheck else { return stream.watchProgress() }
      stream.reset()
      stream.finish(.failed(errno: Self.timedOut))
    }
  }

  private func restartTimer(after delay: Duration, _ action: @escaping (ServerEnd) -> Void) {
    if let closeTask { clock.cancel(closeTask) }
    closeTask = clock.schedule(after: delay) { [self] in
      closeTask = nil
      action(self)
    }
  }

  private func reset() {
    link.down.fail()
  }

  private func finish(_ reason: StreamCloseReason) {
    guard phase != .gone else { return }
    let isHandlerToldAlready = phase == .lingering
    release()
    guard !isHandlerToldAlready else { return }
    endReason = reason
    tellHandlerLater()
  }

  private func tellHandlerLater() {
    clock.after(.zero) { [self] in
      let last = handler
      handler = nil
      network.trace.note("link \(link.number): server hears \(endReason)")
      network.onEvent?("connection \(endReason)")
      last?.streamClosed(endReason)
    }
  }

  private func release() {
    guard phase != .gone else { return }
    phase = .gone
    if let closeTask { clock.cancel(closeTask) }
    closeTask = nil
    outbox = []
    link.up.isPaused = false
    network.released(link)
  }
}
