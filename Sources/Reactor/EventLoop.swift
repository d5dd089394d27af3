import CPlatform
public import HostInterface

/// One thread's event loop: sockets, timers and work from other threads, one turn after another.
///
/// A turn waits for readiness, deals with what is ready, runs due timers and fetched work, tells of
/// streams that ended, and writes what was sent meanwhile. Everything but `handle` belongs to the
/// thread that calls `run`; before `run`, to the thread that made the loop. A loop that was given
/// listeners or streams must be run, since they and the loop hold each other until it ends.
public final class EventLoop: Scheduler {
  /// The limits and time-outs in force.
  public let configuration: Configuration

  /// What other threads may hold.
  public let handle: Handle

  /// Is told of conditions an operator should know; one call for each change, not for each failure.
  ///
  /// Let go of when the loop ends.
  public var onNotice: ((Notice) -> Void)?

  let selector: any Selector
  let readBuffer: ReadBuffer
  let inbox: Inbox
  let pool = BufferPool(bufferSize: 4_096, limit: 256)
  var registrations = RegistrationTable()
  var timers = ActionQueue()
  // Unchecked for the reason given at `TCPStream.outbox`.
  @exclusivity(unchecked) var dirtyStreams: [TCPStream] = []
  var endedStreams: [TCPStream] = []
  var attempts: [ObjectIdentifier: ConnectAttempt] = [:]
  var shutdownTask: ScheduledTask?
  var phase = Phase.open
  var turnStart = EventLoop.clock()
  private(set) var descriptorsInUse = 0
  private(set) var hasRun = false
  private var events: [ReadyEvent] = []

  enum Phase {
    case open
    case shuttingDown
    case stopping
    case ended
  }

  /// Opens a loop; throws when the system has no descriptors left.
  public init(configuration: Configuration = Configuration()) throws(SocketError) {
    self.configuration = configuration
    selector = try configuration.selector.open()
    do {
      inbox = try Inbox()
    } catch {
      selector.close()
      throw error
    }
    handle = Handle(inbox: inbox)
    readBuffer = ReadBuffer(capacity: 65_536)
    let tag = registrations.insert(.inbox, for: inbox.readEnd)
    try selector.add(inbox.readEnd, tag: tag, interest: .reading)
  }

  deinit {
    guard phase != .ended else { return }
    selector.close()
    _ = inbox.close()
  }

  /// The number of open TCP streams, listeners and connection attempts.
  public var descriptorCount: Int { descriptorsInUse }

  /// Runs on the calling thread until the loop is stopped.
  ///
  /// When it returns, every stream's handler has been told and every descriptor is closed. A loop runs
  /// once.
  public func run() {
    precondition(!hasRun, "a loop runs once")
    hasRun = true
    turnStart = Self.clock()
    while phase != .stopping { turn() }
    end()
  }

  /// Ends the loop after the current turn, dropping what is still queued.
  public func stop() {
    guard phase != .ended else { return }
    phase = .stopping
  }

  func turn() {
    events.removeAll(keepingCapacity: true)
    selector.wait(nanoseconds: waitingTime(), into: &events)
    turnStart = Self.clock()
    for event in events { dispatch(event) }
    runDueTimers()
    tellEndedStreams()
    flushDirtyStreams()
    tellEndedStreams()
    finishShutdown()
  }

  private func dispatch(_ event: ReadyEvent) {
    switch registrations.owner(of: event.tag) {
    case .stream(let stream): stream.becameReady(event.readiness)
    case .listener(let listener): listener.becameReady()
    case .attempt(let attempt): attempt.becameReady()
    case .inbox: fetchWork()
    case nil: break
    }
  }

  private func fetchWork() {
    let contents = inbox.fetch()
    for work in contents.work { work() }
    if contents.isStopRequested { stop() }
  }

  func waitingTime() -> Int64? {
    guard unsafe dirtyStreams.isEmpty, endedStreams.isEmpty else { return 0 }
    guard let deadline = timers.nextDeadline else { return nil }
    return deadline.nanoseconds &- Self.clock().nanoseconds
  }

  /// Writes what this turn sent; what the handlers send while they are told that an outbox has
  /// drained is the next turn's.
  private func flushDirtyStreams() {
    guard unsafe !dirtyStreams.isEmpty else { return }
    var streams: [TCPStream] = []
    unsafe swap(&streams, &dirtyStreams)
    for stream in streams { stream.flush() }
    guard unsafe dirtyStreams.isEmpty else { return }
    streams.removeAll(keepingCapacity: true)
    unsafe dirtyStreams = streams
  }

  private func tellEndedStreams() {
    guard !endedStreams.isEmpty else { return }
    var streams: [TCPStream] = []
    swap(&streams, &endedStreams)
    for stream in streams { stream.tellHandlerOfEnd() }
  }

  private func end() {
    for work in inbox.close().work { work() }
    for owner in registrations.owners {
      switch owner {
      case .stream(let stream): stream.endWithLoop()
      case .listener(let listener): listener.close()
      case .attempt, .inbox: break
      }
    }
    phase = .ended
    for attempt in attempts.values { attempt.endWithLoop() }
    while !endedStreams.isEmpty { tellEndedStreams() }
    timers = ActionQueue()
    unsafe dirtyStreams = []
    onNotice = nil
    selector.close()
  }

  static func clock() -> Instant {
    Instant(nanoseconds: platform_monotonic_nanoseconds())
  }
}

@available(*, unavailable)
extension EventLoop: Sendable {}

extension EventLoop {
  /// Begins to watch a descriptor on behalf of its owner.
  func register(
    _ owner: RegistrationTable.Owner, _ descriptor: Descriptor, interest: Interest
  ) throws(SocketError) -> UInt64 {
    guard phase != .ended else { throw SocketError(call: "register", errno: Errno.cancelled) }
    let tag = registrations.insert(owner, for: descriptor)
    do {
      try selector.add(descriptor, tag: tag, interest: interest)
    } catch {
      registrations.remove(descriptor)
      throw error
    }
    descriptorsInUse += 1
    return tag
  }

  /// Ceases to watch a descriptor; it is then its owner's to close.
  func unregister(_ descriptor: Descriptor, interest: Interest, isWatched: Bool = true) {
    if isWatched { selector.remove(descriptor, interest: interest) }
    registrations.remove(descriptor)
    descriptorsInUse -= 1
  }
}
