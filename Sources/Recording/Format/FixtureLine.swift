/// One line of a fixture: something that happened between a client and a server.
package struct FixtureLine: Hashable, Sendable {
  /// The place in the file, from 0 (`n`).
  package var number: Int
  /// How long after the start of the recording it happened (`t`, written in milliseconds).
  package var time: Duration
  /// The number of the line that led to this one (`cause`).
  package var cause: Int?
  /// What happened.
  package var content: Content

  /// Makes a line.
  package init(number: Int, time: Duration, cause: Int? = nil, _ content: Content) {
    self.number = number
    self.time = time
    self.cause = cause
    self.content = content
  }

  /// What a line can tell.
  package enum Content: Hashable, Sendable {
    /// The first line: where the recording comes from.
    case head(FixtureHead)
    /// A client asked (`req`).
    case request(RecordedRequest)
    /// The server answered, or sent a piece of an answer (`res`).
    case response(RecordedResponse)
    /// A client connected a socket, or heard how that went (`open`).
    case open(RecordedOpening)
    /// A connection changed its transport (`up`).
    case upgrade(connection: String, transport: String)
    /// A Socket.IO event (`ev`).
    case event(RecordedEvent)
    /// The answer to an event that asked for one (`ack`).
    case acknowledgement(RecordedAcknowledgement)
    /// A connection came into a room, as far as its events tell (`room`).
    case room(connection: String, room: String)
    /// A connection ended, or its socket in one namespace (`shut`).
    case shut(RecordedClosing)
    /// A remark for readers (`note`).
    case note(String)
    /// The last line of a recording that was ended in order.
    case end
  }
}

/// Who said it.
package enum Direction: String, Hashable, Sendable, CaseIterable {
  /// From the client.
  case toServer = "c2s"
  /// From the server.
  case toClient = "s2c"
}
