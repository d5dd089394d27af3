public import JSON
public import SocketIO

/// The duty to acknowledge an event, fulfilled at most once.
public final class Acknowledgement {
  private let id: UInt64
  private var socket: Socket?

  init(id: UInt64, socket: Socket) {
    self.id = id
    self.socket = socket
  }

  /// Acknowledges with arguments that are encoded and joined by commas; later calls do nothing.
  public func send(_ arguments: Span<UInt8>, attachments: [[UInt8]] = []) {
    guard let socket else { return }
    self.socket = nil
    socket.acknowledge(id, arguments, attachments)
  }

  /// Acknowledges with `arguments`; later calls do nothing.
  public func send(_ arguments: Arguments) {
    let bytes = arguments.bytes
    send(bytes.span, attachments: arguments.attachments)
  }

  /// Acknowledges with `values`; later calls do nothing.
  public func send(_ values: JSON...) {
    send(Arguments(contentsOf: values))
  }
}
