public import JSON
public import SocketIO

/// An event that a client sent, lent to its handler for the duration of the call.
///
/// To answer later, take the acknowledgement out; to read later, copy `arguments`.
public struct Event: ~Copyable {
  /// The arguments.
  public let arguments: ReceivedArguments

  private var acknowledgementID: UInt64?
  private let socket: Socket

  init(_ arguments: ReceivedArguments, acknowledgementID: UInt64?, socket: Socket) {
    self.arguments = arguments
    self.acknowledgementID = acknowledgementID
    self.socket = socket
  }

  /// The name; a number as it was written.
  public var name: String {
    let document = arguments.document
    guard let node = document.element(0, of: document.root) else { return "" }
    if let name = document.string(of: node) { return name }
    return String(decoding: document.bytes[document.rawRange(of: node)], as: UTF8.self)
  }

  /// Whether the client waits for an acknowledgement that has not been sent or taken.
  public var wantsAcknowledgement: Bool { acknowledgementID != nil }

  /// Acknowledges with arguments that are encoded and joined by commas; once, later calls do nothing.
  ///
  /// Without a wish for one nothing is sent.
  public mutating func acknowledge(_ arguments: Span<UInt8>, attachments: [[UInt8]] = []) {
    guard let id = acknowledgementID else { return }
    acknowledgementID = nil
    socket.acknowledge(id, arguments, attachments)
  }

  /// Acknowledges with `arguments`; once, later calls do nothing.
  public mutating func acknowledge(_ arguments: Arguments) {
    let bytes = arguments.bytes
    acknowledge(bytes.span, attachments: arguments.attachments)
  }

  /// Acknowledges with `values`; once, later calls do nothing.
  public mutating func acknowledge(_ values: JSON...) {
    acknowledge(Arguments(contentsOf: values))
  }

  /// Takes the duty to acknowledge away, to fulfil it later; nil when the client wants none.
  public mutating func takeAcknowledgement() -> Acknowledgement? {
    guard let id = acknowledgementID else { return nil }
    acknowledgementID = nil
    return Acknowledgement(id: id, socket: socket)
  }
}
