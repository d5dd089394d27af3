import ElizaDomain
import HTTP1
import HTTPServer
import Reactor
import SocketIO
import SocketIOServer

/// The limits as each layer wants to be told.
extension MockServerConfiguration.Limits {
  /// The bounds of the event loop.
  var loop: EventLoop.Configuration {
    var loop = EventLoop.Configuration()
    loop.outboxLimit = realtime.queuedBytes
    loop.closeTimeout = times.close
    return loop
  }

  /// The bounds of every HTTP connection and WebSocket.
  func server(_ profile: Profile) -> ServerConfiguration {
    var server = ServerConfiguration()
    server.limits = HTTPLimits(
      startLine: requests.lineBytes, fieldBlock: requests.headerBytes,
      fieldCount: requests.headerCount)
    server.headTimeout = times.head
    server.bodyPauseTimeout = times.bodyPause
    server.bodyTimeout = times.body
    server.keepAliveTimeout = times.idle
    server.closeTimeout = times.close
    server.messageLimit = payloadBytes(profile)
    return server
  }

  /// Sets the bounds of the Socket.IO server.
  func apply(to configuration: inout SocketIOConfiguration, _ profile: Profile) {
    configuration.engine.pingInterval = times.pingInterval
    configuration.engine.pingTimeout = times.pong
    configuration.engine.upgradeTimeout = times.upgrade
    configuration.engine.fetchTimeout = times.fetch
    configuration.engine.maxPayload = payloadBytes(profile)
    configuration.engine.queuedPacketLimit = realtime.queuedPackets
    configuration.engine.queuedByteLimit = realtime.queuedBytes
    configuration.engine.sessionLimit = realtime.sessions
    configuration.attachmentTimeout = times.attachment
    configuration.packetLimits = PacketLimits(
      attachments: realtime.attachments, attachmentBytes: realtime.queuedBytes)
    configuration.namespaceLimit = realtime.namespaces
    configuration.roomLimit = realtime.rooms
    configuration.acknowledgementLimit = realtime.acknowledgements
    if let connect = times.connect { configuration.connectTimeout = connect }
  }

  /// Pages of the survey put recordings of several megabytes into one message.
  private func payloadBytes(_ profile: Profile) -> Int {
    realtime.payloadBytes ?? (profile.isLenient ? 5_000_000 : 1_000_000)
  }

  /// What the world remembers.
  var retention: Retention {
    var retention = Retention(perChannel: world.messagesPerChannel, total: world.messages)
    retention.messageBytes = world.messageBytes
    retention.channels = world.channels
    retention.sessions = world.sessions
    retention.jobs = world.jobs
    retention.jobBytes = world.jobBytes
    retention.metadataBytes = world.metadataBytes
    retention.agents = world.agents
    retention.messageServers = world.messageServers
    retention.participants = world.participants
    retention.turns = world.turns
    retention.mediaBytes = world.mediaBytes
    retention.mediaFiles = world.mediaFiles
    retention.runs = world.runs
    retention.runBytes = world.runBytes
    return retention
  }
}

extension MockServerConfiguration {
  /// How the event loop is set up.
  var loop: EventLoop.Configuration {
    var loop = limits.loop
    loop.selector = selector
    return loop
  }
}
