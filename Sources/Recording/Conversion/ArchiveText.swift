import ElizaModel
import HTTP1
import JSON

/// Writes a HAR 1.2 archive of a fixture, for the tools that read archives: ids made up, times those of the recording.
///
/// Requests are entries, sockets the entries that browsers make of them, streams of events have their events'
/// times beside their text. What has no place in an archive, such as remarks, stands in a member of our own, so that
/// the archive becomes the same fixture again.
package struct ArchiveText {
  private let context: ArchiveContext
  private var exchanges: [ArchiveEntry] = []
  private var places: [Int: Int] = [:]
  private var connections: [WrittenConnection] = []
  private var connectionPlaces: [String: Int] = [:]
  private var notes: [JSON] = []
  private var end: Duration?

  /// The archive as a JSON text.
  package static func text(of fixture: Fixture) -> String {
    var archive = ArchiveText(fixture.head)
    for line in fixture.lines { archive.read(line) }
    return archive.json(fixture.head).text
  }

  private init(_ head: FixtureHead) { context = ArchiveContext(head) }

  private func json(_ head: FixtureHead) -> JSON {
    let entries = (exchanges + connections.flatMap(\.entries)).enumerated()
      .sorted { ($0.element.begin, $0.offset) < ($1.element.begin, $1.offset) }
    var recording: JSONObject = ["recordedAt": .string(head.recordedAt.isoText)]
    recording["title"] = head.title.map { .string($0) }
    recording["source"] = head.source.map { .string($0) }
    recording["profile"] = head.profile.map { .string($0) }
    recording["redaction"] = .string(head.redaction)
    recording["notes"] = .array(notes)
    recording["end"] = end.map(context.span)
    return [
      "log": [
        "version": "1.2", "creator": ["name": "eliza-mock", "version": "1"],
        "entries": .array(entries.map { $0.element.json(context) }),
        HTTPArchive.recordingKey: .object(recording),
      ]
    ]
  }

  private mutating func read(_ line: FixtureLine) {
    let time = line.time
    switch line.content {
    case .request(let request):
      places[request.exchange] = exchanges.count
      exchanges.append(
        ArchiveEntry(
          request.method, "http://\(ArchiveContext.origin)\(context.live.text(request.target))",
          headers: request.headers, body: request.body, at: time))
    case .response(let response):
      guard let place = places[response.exchange] else { return }
      exchanges[place].take(response, at: time, context)
    case .open(let opening): read(opening, at: time)
    case .upgrade(let connection, _):
      connectionPlaces[connection].map { connections[$0].upgrade(at: time) }
    case .event(let event): read(event, at: time)
    case .acknowledgement(let answer):
      let values = JSON.array(answer.arguments.map(context.live.value)).text
      send(
        "\(kind(answer.attachments, 3))\(SocketPacketText.mark(answer.namespace))\(answer.acknowledgement)\(values)",
        answer.connection, answer.direction, at: time, attachments: answer.attachments)
    case .shut(let shut):
      connectionPlaces[shut.connection].map { connections[$0].close(shut, at: time) }
    case .note(let text):
      notes.append(["time": context.span(time), "text": .string(context.live.text(text))])
    case .end: end = time
    case .head, .room: break
    }
  }

  private mutating func read(_ opening: RecordedOpening, at time: Duration) {
    if connectionPlaces[opening.connection] == nil {
      connectionPlaces[opening.connection] = connections.count
      connections.append(WrittenConnection(opening, at: time, context))
    }
    let payload: JSON?
    if let error = opening.error {
      payload = ["message": .string(context.live.text(error))]
    } else if let socket = opening.socket {
      payload = ["sid": .string(context.live.text(socket))]
    } else {
      payload = opening.auth.map(context.live.value)
    }
    let kind = opening.error == nil ? "0" : "4"
    guard let place = connectionPlaces[opening.connection] else { return }
    connections[place].open(
      opening, "\(kind)\(SocketPacketText.mark(opening.namespace))\(payload?.text ?? "")", at: time)
  }

  private mutating func read(_ event: RecordedEvent, at time: Duration) {
    let values = [JSON.string(event.name)] + event.arguments.map(context.live.value)
    let number = event.acknowledgement.map { "\($0)" } ?? ""
    send(
      "\(kind(event.attachments, 2))\(SocketPacketText.mark(event.namespace))\(number)\(JSON.array(values).text)",
      event.connection, event.direction, at: time, attachments: event.attachments)
  }

  private mutating func send(
    _ packet: String, _ connection: String, _ direction: Direction, at time: Duration,
    attachments: [[UInt8]] = []
  ) {
    guard let place = connectionPlaces[connection] else { return }
    connections[place].send(packet, direction, at: time, attachments: attachments)
  }

  /// How a packet begins: the number of its kind, or of the binary one with how many attachments follow.
  private func kind(_ attachments: [[UInt8]], _ plain: Int) -> String {
    attachments.isEmpty ? "\(plain)" : "\(plain + 3)\(attachments.count)-"
  }
}
