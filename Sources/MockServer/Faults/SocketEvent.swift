import SocketIOServer

/// An event as the Socket.IO server sends it; the domain has a type of the same name.
typealias SocketEvent = EncodedEvent
