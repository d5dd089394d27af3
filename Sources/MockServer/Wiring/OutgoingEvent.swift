import SocketIOServer

/// An event of the Socket.IO server, apart from that of the domain which has the same name.
typealias OutgoingEvent = EncodedEvent
