import HostInterface
import TLS
import TestSupport

/// TLS over a `TCPClient`.
final class TLSClient: Wire {
  private let transport: Transport
  private let stream: TLSStream
  private let inbox = Inbox()

  /// Takes over a connection; the handshake is made with the first call.
  init(over tcp: TCPClient, trusting trust: TLSContext.Trust = .anyone) throws {
    transport = Transport(tcp)
    stream = try TLSStream(
      over: transport, context: TLSContext(clientTrust: trust), scheduler: ManualScheduler(),
      serverName: "localhost")
    stream.handler = inbox
  }

  // The stream and its transport hold each other.
  deinit { transport.handler = nil }

  /// Why TLS ended the connection, in the library's words.
  var failure: String? {
    if case .tls(let words) = inbox.reason { words } else { nil }
  }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    stream.send(bytes.span)
    return transport.isWritable
  }

  func receive() -> Received {
    while true {
      if !inbox.bytes.isEmpty {
        defer { inbox.bytes = [] }
        return .bytes(inbox.bytes)
      }
      if inbox.hasEnded { return .end }
      if inbox.reason != nil { return .reset }
      switch transport.tcp.receive() {
      case .bytes(let bytes): transport.handler?.bytesReceived(bytes.span)
      case .end: transport.handler?.endOfStream()
      case .reset: return .reset
      case .timedOut: return .timedOut
      }
    }
  }

  func close() { transport.tcp.close() }

  private final class Inbox: ByteStreamHandler {
    var bytes: [UInt8] = []
    var hasEnded = false
    var reason: StreamCloseReason?

    func bytesReceived(_ bytes: Span<UInt8>) {
      for index in bytes.indices { self.bytes.append(bytes[index]) }
    }

    func endOfStream() { hasEnded = true }
    func outboxDrained() {}
    func streamClosed(_ reason: StreamCloseReason) { self.reason = reason }
  }

  private final class Transport: ByteStream {
    var handler: (any ByteStreamHandler)?
    let tcp: TCPClient
    private(set) var isWritable = true

    init(_ tcp: TCPClient) {
      self.tcp = tcp
    }

    var peerAddress: String { "127.0.0.1" }
    var isSecure: Bool { false }
    var pendingByteCount: Int { 0 }

    func send(_ bytes: Span<UInt8>) { send(shared: bytes.indices.map { bytes[$0] }) }
    func send(shared bytes: consuming [UInt8]) { isWritable = isWritable && tcp.send(bytes) }
    func close() { end(.closedLocally) }
    func abort() { end(.aborted) }
    func pauseReading() {}
    func resumeReading() {}

    private func end(_ reason: StreamCloseReason) {
      let last = handler
      handler = nil
      last?.streamClosed(reason)
    }
  }
}
