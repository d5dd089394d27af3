import HostInterface
import TestSupport

/// Both ends of one connection in memory; what one sends arrives at the other in a later turn, in order.
final class MemoryLink {
  let client: End
  let server: End
  /// Whether the client has asked for a WebSocket.
  var carriesWebSocket: Bool { client.hasAskedForWebSocket }

  /// `onStep` is called after each arrival.
  init(_ scheduler: ManualScheduler, onStep: @escaping () -> Void) {
    client = End(scheduler, onStep)
    server = End(scheduler, onStep)
    client.peer = server
    server.peer = client
  }

  /// Loses whatever is sent from now on, and tells nobody.
  func goSilent() {
    client.isSilent = true
    server.isSilent = true
  }

  /// Breaks the connection for both.
  func cut() {
    client.end(.failed(errno: 104))
    server.end(.failed(errno: 104))
  }

  /// One end.
  final class End: ByteStream {
    var handler: (any ByteStreamHandler)?
    let peerAddress = "127.0.0.1"
    let isSecure = false
    /// Bytes a test pretends the kernel has not taken.
    var pendingByteCount = 0
    fileprivate(set) weak var peer: End?
    fileprivate var isSilent = false
    private(set) var isClosed = false
    /// Whether what was sent first asks for a WebSocket.
    private(set) var hasAskedForWebSocket = false
    private var hasSent = false
    private let scheduler: ManualScheduler
    private let onStep: () -> Void

    fileprivate init(_ scheduler: ManualScheduler, _ onStep: @escaping () -> Void) {
      self.scheduler = scheduler
      self.onStep = onStep
    }

    /// Lets go of what the kernel had not taken.
    func drain() {
      pendingByteCount = 0
      handler?.outboxDrained()
    }

    func send(_ bytes: Span<UInt8>) {
      var copy: [UInt8] = []
      for index in bytes.indices { copy.append(bytes[index]) }
      send(shared: copy)
    }

    func send(shared bytes: [UInt8]) {
      if !hasSent {
        hasSent = true
        hasAskedForWebSocket = String(decoding: bytes, as: UTF8.self).contains("Upgrade: websocket")
      }
      guard !isClosed, !isSilent else { return }
      later { $0.isClosed ? () : $0.handler?.bytesReceived(bytes.span) }
    }

    func close() {
      guard !isClosed else { return }
      if !isSilent { later { $0.isClosed ? () : $0.handler?.endOfStream() } }
      end(.closedLocally)
    }

    func abort() {
      guard !isClosed else { return }
      if !isSilent { later { $0.end(.failed(errno: 104)) } }
      end(.aborted)
    }

    func pauseReading() {}

    func resumeReading() {}

    fileprivate func end(_ reason: StreamCloseReason) {
      guard !isClosed else { return }
      isClosed = true
      _ = scheduler.schedule(after: .zero) { [self] in
        let last = handler
        handler = nil
        last?.streamClosed(reason)
      }
    }

    private func later(_ body: @escaping (End) -> Void) {
      _ = scheduler.schedule(after: .zero) { [peer, onStep] in
        if let peer { body(peer) }
        onStep()
      }
    }
  }
}
