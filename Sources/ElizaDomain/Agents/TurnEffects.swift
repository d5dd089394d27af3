import ElizaModel
import JSON

/// What a turn does apart from speaking: events, titles and lost connections.
struct TurnEffects {
  let world: World
  let prompt: AgentPrompt

  private var channel: Channel { prompt.incoming.channel }

  /// Sends an event; one for a room that is the socket's own goes to the socket.
  func emit(_ event: EncodedEvent, to audience: EventAudience) {
    switch audience {
    case .all: world.connections?.emitToAll(event)
    case .socket: world.connections?.emit(event, toSocket: prompt.incoming.connection)
    case .room:
      guard !prompt.incoming.isOutsideRooms else { return emit(event, to: .socket) }
      world.outlet?.emit(event, toRoom: channel.id, except: nil)
    }
  }

  /// Sends a `controlMessage`.
  func control(_ payload: JSON) {
    var payload = payload
    if var object = payload.objectValue, !prompt.incoming.isOutsideRooms {
      for key in ["channelId", "roomId"] where object[key] == nil {
        object[key] = .string(channel.id)
      }
      payload = .object(object)
    }
    emit(EncodedEvent(EventName.controlMessage.rawValue, [payload]), to: .room)
  }

  /// Loses the connection the message came by, else those of everybody in the room.
  func disconnect(_ loss: ConnectionLoss) {
    guard let connections = world.connections else { return }
    guard !connections.lose(loss, socket: prompt.incoming.connection) else { return }
    var rooms = [channel.id]
    if let session = world.session(ofChannel: channel) {
      rooms += [session.id, SessionRooms.bothRoom(channel.id, session.id)]
    }
    for socket in rooms.flatMap(connections.sockets) { connections.lose(loss, socket: socket) }
  }

  /// Gives the channel another name and tells its room.
  func title(_ title: String) {
    guard !channel.isDeleted, !prompt.incoming.isOutsideRooms else { return }
    world.update(channel, name: title, metadata: nil, participants: nil)
    let update = ChannelUpdated(channelID: channel.id, updates: channel.publicBody)
    world.outlet?.emit(EncodedEvent(update), toRoom: channel.id, except: nil)
  }
}
