import JSON
import SocketIOServer

/// What the suites expect of a namespace: the handshake's payload and all arguments come back.
enum SocketEcho {
  static func attach(to namespace: Namespace) {
    namespace.onConnection = { socket in
      let auth = socket.auth.bytes
      socket.emit("auth", auth.span)
    }
    namespace.on("message") { socket, event in
      let bytes = event.arguments.document.bytes
      socket.emit(
        "message-back", bytes.span.extracting(event.arguments.range),
        attachments: event.arguments.attachments)
    }
    namespace.on("message-with-ack") { _, event in
      let bytes = event.arguments.document.bytes
      event.acknowledge(
        bytes.span.extracting(event.arguments.range), attachments: event.arguments.attachments)
    }
  }
}
