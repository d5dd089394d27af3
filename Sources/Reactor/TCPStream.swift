public import HostInterface

/// A TCP connection on a loop.
///
/// ```
///          close()            all written             peer closed, or time is up
///   open ─────────▶ flushing ─────────────▶ lingering ─────────────────────────▶ gone
///     │                │                                                           ▲
///     └────────────────┴──────── abort(), failure, overflow ───────────────────────┘
/// ```
///
/// Calls made in a handler's call-back are safe, whichever stream they are made on. `streamClosed`
/// comes from the loop, never from inside a call the handler makes. A stream without a handler
/// discards what it reads and closes when its peer does.
public final class TCPStream: ByteStream {
  private enum Phase {
    case open
    case flushing
    case lingering
    case gone
  }

  /// The most reads at one turn, so that one busy peer does not starve the others.
  private static let readLimit = 4

  /// The most writes at one turn, for the same reason.
  private static let writeLimit = 16

  /// Who is told about bytes and the end.
  public var handler: (any ByteStreamHandler)? {
    get { receiver }
    set { receiver = newValue }
  }

  // Apart from its public face, since access to what only this file can reach needs no check at run
  // time.
  private var receiver: (any ByteStreamHandler)?
  private let loop: EventLoop
  let descriptor: Descriptor
  private let peer: SocketAddress?
  private var tag: UInt64 = 0
  private var phase = Phase.open

  // Two accesses can never overlap, since the outbox calls nobody back; checking each of them at run
  // time would double what a small message costs.
  @exclusivity(unchecked) private var outbox: Outbox

  private var interest = Interest.reading
  private var isWatched = true
  private var isWriteBlocked = false
  private var isReadingPaused = false
  private var hasPeerEnded = false
  private var isDirty = false
  private var isAboveHighMark = false

  private var endReason = StreamCloseReason.closedLocally
  private var closeTask: ScheduledTask?
  private var hasWrittenSinceCheck = false

  /// Takes over a connected socket; on a throw it stays the caller's to close.
  init(loop: EventLoop, descriptor: Descriptor, peer: SocketAddress?) throws(SocketError) {
    self.loop = loop
    self.descriptor = descriptor
    self.peer = peer
    unsafe outbox = Outbox(pool: loop.pool)
    tag = try loop.register(.stream(self), descriptor, interest: interest)
  }

  /// The peer's numeric address; empty for a local socket pair.
  public private(set) lazy var peerAddress = peer?.host ?? ""

  /// The peer's port; 0 for a local socket pair.
  public var peerPort: UInt16 { peer?.port ?? 0 }

  /// Always false; TLS is a stream around this one.
  public var isSecure: Bool { false }

  /// Bytes that wait for the end of the turn or for the peer.
  public var pendingByteCount: Int { unsafe outbox.byteCount }

  /// Queues a copy of `bytes`; ignored once the stream is closing.
  public func send(_ bytes: Span<UInt8>) {
    guard acceptsOutput() else { return }
    unsafe outbox.append(bytes)
    noteOutput()
  }

  /// Queues `bytes` by reference; ignored once the stream is closing.
  public func send(shared bytes: consuming [UInt8]) {
    guard acceptsOutput() else { return }
    unsafe outbox.append(shared: bytes)
    noteOutput()
  }

  /// Sends what is queued, tells the peer that this was all, and closes once the peer has too.
  public func close() {
    guard phase == .open else { return }
    phase = .flushing
    endReason = hasPeerEnded ? .closedByPeer : .closedLocally
    updateInterest()
    // A blocked stream is not flushed until its peer takes something, which it may never do.
    if isWriteBlocked { watchProgress() } else { markDirty() }
  }

  /// Closes at once with a reset and drops what is queued.
  public func abort() {
    guard phase != .gone else { return }
    descriptor.resetOnClose()
    finish(.aborted)
  }

  /// Stops reading; a peer that goes on sending fills its window and waits.
  public func pauseReading() {
    isReadingPaused = true
    updateInterest()
  }

  /// Reads again.
  public func resumeReading() {
    isReadingPaused = false
    updateInterest()
  }
}

@available(*, unavailable)
extension TCPStream: Sendable {}

// MARK: - What the loop calls

extension TCPStream {
  func becameReady(_ readiness: Readiness) {
    if phase == .lingering { return discardInput() }
    if readiness.contains(.failed), interest.isEmpty { return examineFailure() }
    let hasFailed = readiness.contains(.failed)
    if interest.contains(.reading), hasFailed || readiness.contains(.readable) { read() }
    if interest.contains(.writing), hasFailed || readiness.contains(.writable) { flush() }
  }

  /// Writes what is queued, until it is gone, the kernel takes no more, or others must have their
  /// turn.
  func flush() {
    isDirty = false
    guard phase == .open || phase == .flushing else { return }
    var writesLeft = Self.writeLimit
    writing: while unsafe !outbox.isEmpty, writesLeft > 0 {
      writesLeft -= 1
      switch unsafe outbox.write(to: descriptor) {
      case .done: hasWrittenSinceCheck = true
      case .wouldBlock: break writing
      case .failed(let code): return finish(.failed(errno: code))
      }
    }
    isWriteBlocked = unsafe !outbox.isEmpty
    updateInterest()
    outputMoved()
  }

  func tellHandlerOfEnd() {
    let last = receiver
    receiver = nil
    last?.streamClosed(endReason)
  }

  /// The loop shuts down: a stream at rest ends at once, any other in order.
  func closeWithLoop() {
    guard phase == .open, unsafe outbox.isEmpty, !descriptor.hasInput else { return close() }
    finish(hasPeerEnded ? .closedByPeer : .closedLocally)
  }

  /// The loop ends: what the kernel has is still delivered, what it has not is dropped.
  func endWithLoop() {
    finish(.aborted)
  }
}

// MARK: - Reading

extension TCPStream {
  private func read() {
    let buffer = loop.readBuffer
    for _ in 0..<Self.readLimit {
      guard phase == .open, !isReadingPaused else { return }
      switch buffer.fill(from: descriptor) {
      case .done(0): return peerEnded()
      case .done(let count):
        if let receiver { buffer.lend(count) { receiver.bytesReceived($0) } }
        // Less than was asked for means the kernel has no more; asking again would cost a call.
        if count < buffer.capacity { return }
      case .wouldBlock: return
      case .failed(let code): return finish(.failed(errno: code))
      }
    }
  }

  private func peerEnded() {
    hasPeerEnded = true
    updateInterest()
    guard let receiver else { return close() }
    receiver.endOfStream()
  }

  private func discardInput() {
    for _ in 0..<Self.readLimit {
      switch loop.readBuffer.fill(from: descriptor) {
      case .done(0), .failed: return release()
      case .done: continue
      case .wouldBlock: return
      }
    }
  }

  /// Nothing is wanted, yet the selector reports: the connection is broken, or both sides have ended
  /// it, which the stream will notice when it reads or writes again.
  private func examineFailure() {
    let code = descriptor.pendingError
    guard code == 0 else { return finish(.failed(errno: code)) }
    loop.selector.remove(descriptor, interest: interest)
    isWatched = false
  }
}

// MARK: - Writing

extension TCPStream {
  private func acceptsOutput() -> Bool {
    guard phase == .open else { return false }
    guard unsafe outbox.byteCount <= loop.configuration.outboxLimit else {
      descriptor.resetOnClose()
      finish(.outboxOverflow)
      return false
    }
    return true
  }

  private func noteOutput() {
    if unsafe outbox.byteCount > loop.configuration.outboxHighMark { isAboveHighMark = true }
    markDirty()
  }

  private func markDirty() {
    guard !isDirty, !isWriteBlocked else { return }
    isDirty = true
    unsafe loop.dirtyStreams.append(self)
  }

  private func outputMoved() {
    if phase == .flushing {
      if unsafe outbox.isEmpty { endOutput() } else { watchProgress() }
    } else if isAboveHighMark, unsafe outbox.byteCount < loop.configuration.outboxLowMark {
      isAboveHighMark = false
      receiver?.outboxDrained()
    }
  }
}

// MARK: - Ending

extension TCPStream {
  private func endOutput() {
    guard !hasPeerEnded, descriptor.endOutput() else { return finish(endReason) }
    phase = .lingering
    updateInterest()
    loop.endedStreams.append(self)
    restartCloseTimer(after: lingerTimeout) { $0.release() }
  }

  /// A loop that shuts down has no time for peers that do not notice.
  private var lingerTimeout: Duration {
    let usual = loop.configuration.lingerTimeout
    return loop.phase == .shuttingDown ? min(usual, EventLoop.farewell) : usual
  }

  /// Gives a closing stream up when its peer takes nothing for a whole time-out.
  private func watchProgress() {
    guard closeTask == nil else { return }
    hasWrittenSinceCheck = false
    restartCloseTimer(after: loop.configuration.closeTimeout) { stream in
      stream.closeTask = nil
      guard !stream.hasWrittenSinceCheck else { return stream.watchProgress() }
      stream.descriptor.resetOnClose()
      stream.finish(.failed(errno: Errno.timedOut))
    }
  }

  private func restartCloseTimer(
    after delay: Duration, _ action: @escaping (TCPStream) -> Void
  ) {
    if let closeTask { loop.cancel(closeTask) }
    closeTask = loop.schedule(after: delay) { [unowned self] in action(self) }
  }

  private func finish(_ reason: StreamCloseReason) {
    guard phase != .gone else { return }
    let isHandlerToldAlready = phase == .lingering
    release()
    guard !isHandlerToldAlready else { return }
    endReason = reason
    loop.endedStreams.append(self)
  }

  private func release() {
    phase = .gone
    if let closeTask { loop.cancel(closeTask) }
    unsafe outbox.removeAll()
    loop.unregister(descriptor, interest: interest, isWatched: isWatched)
    descriptor.close()
  }

  private func updateInterest() {
    guard phase != .gone else { return }
    var wanted: Interest = []
    if phase == .lingering || (phase == .open && !isReadingPaused && !hasPeerEnded) {
      wanted.insert(.reading)
    }
    if isWriteBlocked, phase != .lingering { wanted.insert(.writing) }
    guard wanted != interest else { return }
    let old = interest
    interest = wanted
    guard !isWatched else {
      return loop.selector.update(descriptor, tag: tag, from: old, to: wanted)
    }
    watchAgain()
  }

  private func watchAgain() {
    do {
      try loop.selector.add(descriptor, tag: tag, interest: interest)
      isWatched = true
    } catch {
      finish(.failed(errno: error.errno))
    }
  }
}
