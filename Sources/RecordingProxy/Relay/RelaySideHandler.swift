import HostInterface

/// Tells a relayed connection what one of its two streams says.
final class RelaySideHandler: ByteStreamHandler {
  private let side: RelaySide
  private let connection: RelayConnection

  init(_ side: RelaySide, of connection: RelayConnection) {
    self.side = side
    self.connection = connection
  }

  func bytesReceived(_ bytes: Span<UInt8>) {
    switch side {
    case .client: connection.clientBytes(bytes)
    case .server: connection.serverBytes(bytes)
    }
  }

  /// A client that sends no more has left: one that closes its page in the middle looks the same.
  func endOfStream() {
    switch side {
    case .client: connection.ended(by: .client, isReset: false)
    case .server: connection.serverEnded()
    }
  }

  func outboxDrained() {
    connection.updateReading()
  }

  func streamClosed(_ reason: StreamCloseReason) {
    connection.lost(side, reason)
  }
}
