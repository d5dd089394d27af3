import ControlAPI
import JSON
import SocketIO
import SocketIOServer

extension RealtimeBridge {
  /// The sockets that are connected, in the order of their ids.
  var sockets: [Socket] { namespace.sockets.sorted { $0.id < $1.id } }

  /// Sends an event to the sockets in a room; answers how many there are.
  func emit(_ name: String, _ arguments: [JSON], toRoom room: String) -> Int {
    let event = EncodedEvent(name, Arguments(contentsOf: arguments))
    let reach = namespace.emit(event, to: room)
    journal.record(event.bytes, sentToRoom: room, reach: reach)
    return reach
  }
}
