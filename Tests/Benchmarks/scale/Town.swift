import ElizaDomain
import ElizaModel
import HTTP1
import HostInterface
import JSON
import SocketIOServer
import TLS
import TestSupport

/// A server without sockets: `size` clients, each connected and in the room of a session of its own,
/// in whose channel a message is stored.
final class Town {
  let size: Int
  let scheduler = ManualScheduler()
  let server: SocketIOServer
  let world: World
  let api: RESTAPI
  private(set) var streams: [SilentStream] = []
  private(set) var sessionIDs: [String] = []
  private(set) var channelIDs: [String] = []

  /// A channel with as many messages as one may keep.
  let archive: Channel

  private let events: SocketEvents
  private let outlet: Outlet
  private let pipeline: ReplyPipeline

  static let agentID = "b850bc30-45f8-0041-a00a-83df46d8555d"
  static let userID = "00000000-0000-4000-8000-000000000001"

  init(size: Int) {
    self.size = size
    var configuration = SocketIOConfiguration()
    configuration.engine.sessionLimit = size * 2 + 1_000
    server = SocketIOServer(
      configuration: configuration, scheduler: scheduler, random: RandomSource(seed: 1))
    let clock = WorldClock(start: Timestamp(milliseconds: 1_763_990_400_000))
    world = World(
      profile: .lenient, clock: clock, random: RandomSource(seed: 2),
      retention: Retention(perChannel: max(size / 10, 50), total: size + 50_000))
    outlet = Outlet(server.namespace("/"))
    events = SocketEvents(world: world, outlet: outlet)
    pipeline = ReplyPipeline(world: world, script: PromptScript())
    api = RESTAPI(world: world, configuration: RESTConfiguration(sha1: Digest.sha1))
    world.add(Agent(id: Town.agentID, name: "Eliza", createdAt: clock.now))
    archive = world.makeChannel(
      ChannelDraft(name: "archive", type: "GROUP", participants: [Town.userID]))
    let namespace = server.namespace("/")
    namespace.onConnection = { [events] socket in
      socket.state = events.connect(Client(socket), handshake: SocketHandshake())
    }
    namespace.onDisconnection = { socket, _ in
      (socket.state as? SocketConnection)?.closed()
      socket.state = nil
    }
    namespace.onOtherEvent = { socket, event in
      (socket.state as? SocketConnection)?.received(event.arguments.document)
    }
    fill()
  }

  /// Connects one more client.
  func connect() -> SilentStream {
    let request = HTTPRequest(method: .get, target: "/socket.io/?EIO=4&transport=websocket")
    let stream = SilentStream()
    if case .accepted(let ticket) = server.admitWebSocket(request) {
      server.webSocketOpened(ticket, stream: stream)
      stream.receive(Array("40".utf8))
    }
    return stream
  }

  /// Calls the API and returns the status.
  func call(_ method: HTTPMethod, _ target: String, _ body: JSON? = nil) -> Int {
    var headers: HTTPHeaders = [:]
    let bytes = body?.serialized() ?? []
    if body != nil {
      headers.add("Content-Type", "application/json")
      headers.add("Content-Length", String(bytes.count))
    }
    let exchange = SilentExchange()
    api.handle(
      HTTPRequest(method: method, target: target, headers: headers, body: bytes), on: exchange)
    return exchange.status
  }

  /// An event of a client as it comes through the WebSocket.
  static func event(_ type: Int, _ payload: JSON) -> [UInt8] {
    let event: JSON = ["message", ["type": JSON(type), "payload": payload]]
    return Array("42".utf8) + event.serialized()
  }

  private func fill() {
    for _ in 0..<size {
      let session = world.makeSession(
        SessionDraft(
          agentID: Town.agentID, userID: Town.userID, metadata: StoredJSON([:]),
          timeout: SessionTimeout())
      ) { _ in nil }
      sessionIDs.append(session.id)
      channelIDs.append(session.channelID)
      if let channel = world.channels[session.channelID] { store(in: channel) }
      let stream = connect()
      stream.receive(Town.event(1, ["channelId": .string(session.channelID)]))
      streams.append(stream)
    }
    for _ in 0..<world.retention.perChannel {
      store(in: archive)
      world.clock.advance(by: .milliseconds(1))
    }
  }

  private func store(in channel: Channel) {
    world.store(
      MessageDraft(
        authorID: Town.userID, content: .text("I feel sad today."),
        body: .parts(raw: nil, metadata: nil)),
      in: channel)
  }
}
