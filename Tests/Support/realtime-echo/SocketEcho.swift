import HostInterface
import JSON
import SocketIOServer

/// What the suites expect of a namespace: the handshake's payload and all arguments come back.
struct SocketEcho {
  let scheduler: any Scheduler

  func attach(to namespace: Namespace) {
    namespace.onConnection = { [scheduler] socket in
      socket.state = Greeting(of: socket, scheduler)
    }
    namespace.on("message") { socket, event in
      SocketEcho.greet(socket)
      let bytes = event.arguments.document.bytes
      socket.emit(
        "message-back", bytes.span.extracting(event.arguments.range),
        attachments: event.arguments.attachments)
    }
    namespace.on("message-with-ack") { socket, event in
      SocketEcho.greet(socket)
      let bytes = event.arguments.document.bytes
      event.acknowledge(
        bytes.span.extracting(event.arguments.range), attachments: event.arguments.attachments)
    }
    namespace.on("lose") { [scheduler] socket, event in
      SocketEcho.lose(socket, event.arguments[0].stringValue ?? "", scheduler)
    }
  }

  /// Loses the client's connection in the way it asks for, once what was sent before has left.
  private static func lose(_ socket: Socket, _ how: String, _ scheduler: any Scheduler) {
    _ = scheduler.schedule(after: .zero) {
      guard let loss = Loss(rawValue: how) else { return socket.session.forget() }
      socket.loseAfterDelivery(loss)
    }
  }

  /// Sends the greeting if it has not been sent.
  private static func greet(_ socket: Socket) {
    guard let greeting = socket.state else { return }
    (greeting as? Greeting)?.send(to: socket)
  }
}
