import HostInterface
import JSON
import SocketIOServer

/// The `auth` event of a socket: sent a moment after the answer to its CONNECT, but before anything else.
///
/// The protocol's own suite asks for one message at a time and loses the second of two that its
/// WebSocket reads at once.
final class Greeting {
  private static let delay: Duration = .milliseconds(20)

  private let scheduler: any Scheduler
  private var task: ScheduledTask?

  init(of socket: Socket, _ scheduler: any Scheduler) {
    self.scheduler = scheduler
    task = scheduler.schedule(after: Greeting.delay) { self.send(to: socket) }
  }

  func send(to socket: Socket) {
    guard let task else { return }
    self.task = nil
    scheduler.cancel(task)
    socket.state = nil
    let auth = socket.auth.bytes
    socket.emit("auth", auth.span)
  }
}
