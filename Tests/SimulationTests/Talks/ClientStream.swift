import HostInterface
import TestSupport

/// A client's end of a simulated connection as `SocketIOClient` uses one.
final class ClientStream: ByteStream {
  private static let connectionReset: Int32 = 104

  var handler: (any ByteStreamHandler)?
  let peerAddress = "10.0.0.254"
  let isSecure = false
  let pendingByteCount = 0

  private let end: ClientEnd
  private let clock: ManualScheduler
  private var isGone = false

  init(_ end: ClientEnd, clock: ManualScheduler) {
    self.end = end
    self.clock = clock
    end.onBytes = { [self] in handler?.bytesReceived($0.span) }
    end.onEnd = { [self] in handler?.endOfStream() }
    end.onFailure = { [self] in finish(.failed(errno: Self.connectionReset)) }
  }

  func send(_ bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    end.send(copy)
  }

  func send(shared bytes: consuming [UInt8]) { end.send(bytes) }

  func close() {
    end.close()
    finish(.closedLocally)
  }

  func abort() {
    end.reset()
    finish(.aborted)
  }

  func pauseReading() {}

  func resumeReading() {}

  /// As with a stream of the event loop, the handler hears of the end after the call.
  private func finish(_ reason: StreamCloseReason) {
    guard !isGone else { return }
    isGone = true
    clock.after(.zero) { [self] in
      handler?.streamClosed(reason)
      handler = nil
    }
  }
}
