import HTTP1
public import HostInterface

/// What all connections of one server share: its service, its bounds and its working memory.
///
/// Confined to the loop thread. The buffers that a message or an answer passes through live here, so
/// that a connection at rest keeps none.
public final class ServerContext {
  /// Who answers.
  public let service: any HTTPService

  /// The bounds of every connection.
  public let configuration: ServerConfiguration

  let scheduler: any Scheduler
  let encoder = ResponseEncoder()
  private var date: DateCache
  private var connectionCount: UInt64 = 0
  private var compressor = GzipCompressor()
  private var outputBuffer: [UInt8] = []
  private var messageBuffer: [UInt8] = []

  /// The largest buffer that is kept for the next use, in bytes.
  private static let bufferLimit = 262_144

  /// Makes the context of one server.
  ///
  /// `wallClock` answers whole seconds since 1970, for the `Date` field.
  public init(
    service: any HTTPService, scheduler: any Scheduler,
    configuration: ServerConfiguration = ServerConfiguration(),
    wallClock: @escaping () -> Int64 = SystemClock.seconds
  ) {
    self.service = service
    self.scheduler = scheduler
    self.configuration = configuration
    date = DateCache(wallClock: wallClock)
  }

  /// The number of a new connection, counted from 1.
  func nextConnectionNumber() -> UInt64 {
    connectionCount &+= 1
    return connectionCount
  }

  /// The current value of the `Date` field.
  func currentDate() -> [UInt8] { date.current() }

  /// `body` compressed, or nil when that would not make it smaller.
  func compress(_ body: [UInt8]) -> [UInt8]? { compressor.compress(body) }

  /// A buffer for output; give it back when done.
  func takeOutputBuffer() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &outputBuffer)
    return taken
  }

  /// Takes a buffer back, emptied, for the next user.
  func giveOutputBuffer(_ buffer: inout [UInt8]) {
    guard buffer.capacity <= ServerContext.bufferLimit else { return }
    buffer.removeAll(keepingCapacity: true)
    swap(&buffer, &outputBuffer)
  }

  /// A buffer for a message; give it back when done.
  func takeMessageBuffer() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &messageBuffer)
    return taken
  }

  /// Takes a buffer back for the next user.
  func giveMessageBuffer(_ buffer: inout [UInt8]) {
    guard buffer.capacity <= ServerContext.bufferLimit else { return }
    swap(&buffer, &messageBuffer)
  }
}
