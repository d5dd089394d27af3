import ArgumentParser
import HTTPServer
import HostInterface
import Reactor
import SocketIO
import SocketIOServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The server that other people's protocol suites are pointed at; its times are the ones they expect.
@main
struct RealtimeEcho: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "realtime-echo",
    abstract: "Echoes over Engine.IO, Socket.IO and plain WebSockets.")

  @Option(help: "The port to listen on; 0 takes any free one.")
  var port: UInt16 = 3001

  @Option(name: .customLong("ping-interval-ms"), help: "Time between a pong and the next ping.")
  var pingInterval = 300

  @Option(name: .customLong("ping-timeout-ms"), help: "Time a client has to answer a ping.")
  var pingTimeout = 200

  @Option(name: .customLong("connect-timeout-ms"), help: "Time a client has to join a namespace.")
  var connectTimeout = 1_000

  @Option(help: "The longest payload and the longest WebSocket message, in bytes.")
  var maxPayload = 1_000_000

  func validate() throws {
    for value in [pingInterval, pingTimeout, connectTimeout, maxPayload] where value < 1 {
      throw ValidationError("\(value) is not a positive number")
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(0) } }
    let loop = try EventLoop()
    let context = ServerContext(
      service: EchoService(
        socketConfiguration, scheduler: loop, random: RandomSource(SecureRandom())),
      scheduler: loop, configuration: serverConfiguration)
    let listeners = try loop.listenOnLoopback(port: port) { stream in
      HTTPConnection(stream: stream, context: context)
    }
    print("Listening on http://127.0.0.1:\(listeners.first?.port ?? port)")
    fflush(nil)
    loop.run()
  }

  private var socketConfiguration: SocketIOConfiguration {
    var configuration = SocketIOConfiguration()
    configuration.connectTimeout = .milliseconds(connectTimeout)
    configuration.packetLimits.attachmentBytes = max(
      configuration.packetLimits.attachmentBytes, maxPayload)
    configuration.engine.pingInterval = .milliseconds(pingInterval)
    configuration.engine.pingTimeout = .milliseconds(pingTimeout)
    configuration.engine.maxPayload = maxPayload
    configuration.engine.crossOrigin = .open
    return configuration
  }

  private var serverConfiguration: ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.messageLimit = maxPayload
    return configuration
  }
}
