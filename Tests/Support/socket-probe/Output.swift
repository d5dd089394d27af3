import Bytes
import EngineIO
import JSON
import SocketIOClient
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output, one value a line, past the C library: its streams wait for the one that reads.
enum Output {
  private static let isWriting = Mutex(())

  static func tell(_ value: JSON) {
    let line = Array((value.text + "\n").utf8)
    isWriting.withLock { _ in
      let count = unsafe line.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
      if count < line.count { exit(1) }
    }
  }

  /// Tells what the program ends for, on standard error.
  static func complain(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = unsafe line.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
  }
}

extension ClientEvent {
  /// The event under the name that the JavaScript client has for it.
  func json(in namespace: String) -> JSON {
    let (name, value) = nameAndValue
    return ["namespace": .string(namespace), "event": .string(name), "value": value]
  }

  private var nameAndValue: (String, JSON) {
    switch self {
    case .connect(let id, _): ("connect", .string(id))
    case .connectError(let error): ("connect_error", error.json)
    case .disconnect(let reason, _): ("disconnect", .string(reason.rawValue))
    case .event(let event): (event.name, event.arguments.json)
    case .upgrade(let transport): ("upgrade", .string(transport.rawValue))
    case .reconnectAttempt(let count): ("reconnect_attempt", JSON(count))
    case .reconnectError(let error): ("reconnect_error", error.json)
    case .reconnect(let count): ("reconnect", JSON(count))
    case .reconnectFailed: ("reconnect_failed", .null)
    }
  }
}

extension ConnectError {
  fileprivate var json: JSON {
    guard case .refused(_, let data?) = self else { return ["message": .string(message)] }
    return ["message": .string(message), "data": data]
  }
}

extension ReceivedArguments {
  /// The arguments with their placeholders, and what those point at in Base64.
  var json: JSON {
    [
      "arguments": .array(values),
      "attachments": .array(attachments.map { .string(Base64.encode($0.span)) }),
    ]
  }
}
