import Bytes
import ElizaModel
import HTTP1
import JSON

/// Writes a HAR 1.2 archive of a fixture, for the tools that read archives: ids made up, times those of the recording.
///
/// Each connection is an entry of its own, its events the WebSocket messages they would have been.
package struct ArchiveText {
  private var entries: [JSON] = []
  private var exchanges: [Int: Int] = [:]
  private var sockets: [String: Int] = [:]
  private let start: Timestamp
  private let live: LiveText

  /// The archive as a JSON text.
  package static func text(of fixture: Fixture) -> String {
    var archive = ArchiveText(fixture.head)
    for line in fixture.lines { archive.read(line) }
    let log: JSON = [
      "version": "1.2", "creator": ["name": "eliza-mock", "version": "1"],
      "entries": .array(archive.entries),
    ]
    return JSON.object(["log": log]).text
  }

  private init(_ head: FixtureHead) {
    let start = head.recordedAt
    self.start = start
    live = LiveText(
      id: { ReplayValues.minted($0, round: 1, seed: 0) },
      moment: { start.milliseconds &+ $0 })
  }

  private mutating func read(_ line: FixtureLine) {
    switch line.content {
    case .request(let request):
      exchanges[request.exchange] = entries.count
      entries.append(entry(request, at: line.time))
    case .response(let response):
      guard let place = exchanges[response.exchange] else { return }
      add(response, to: place, at: line.time)
    case .open(let opening): read(opening, at: line.time)
    case .event(let event):
      let values = [JSON.string(event.name)] + event.arguments.map(live.value)
      let number = event.acknowledgement.map { "\($0)" } ?? ""
      frame(
        "42\(mark(event.namespace))\(number)\(JSON.array(values).text)", event.connection,
        event.direction, line.time)
    case .acknowledgement(let answer):
      let values = JSON.array(answer.arguments.map(live.value)).text
      frame(
        "43\(mark(answer.namespace))\(answer.acknowledgement)\(values)", answer.connection,
        answer.direction, line.time)
    case .head, .upgrade, .room, .shut, .note, .end: break
    }
  }

  private func entry(_ request: RecordedRequest, at time: Duration) -> JSON {
    var message: JSON = [
      "method": .string(request.method),
      "url": .string("http://localhost:3000" + live.text(request.target)),
      "httpVersion": "HTTP/1.1", "headers": headers(request.headers), "queryString": [],
      "cookies": [], "headersSize": -1, "bodySize": -1,
    ]
    let body = live.body(request.body).sent
    if !body.isEmpty {
      let type = request.headers.first { HTTPHeaders.sameName($0.name, "Content-Type") }?.value
      message["postData"] = [
        "mimeType": .string(type ?? "application/octet-stream"),
        "text": .string(String(decoding: body, as: UTF8.self)),
      ]
    }
    return [
      "startedDateTime": .string(moment(time)), "time": 0, "request": message,
      "response": .null, "cache": [:], "timings": ["send": 0, "wait": 0, "receive": 0],
      "_began": JSON(LineTime.milliseconds(time)),
    ]
  }

  private mutating func add(_ response: RecordedResponse, to place: Int, at time: Duration) {
    let begun = entries[place]["_began"]?.doubleValue ?? 0
    let span = JSON(((LineTime.milliseconds(time) - begun) * 1000).rounded() / 1000)
    entries[place]["time"] = span
    entries[place]["timings"] = ["send": 0, "wait": span, "receive": 0]
    let body = String(decoding: live.body(response.body).sent, as: UTF8.self)
    if let status = response.status {
      let type = response.headers.first { HTTPHeaders.sameName($0.name, "Content-Type") }?.value
      entries[place]["response"] = [
        "status": JSON(status), "statusText": .string(HTTPStatus(status).reason),
        "httpVersion": "HTTP/1.1", "headers": headers(response.headers), "cookies": [],
        "content": [
          "size": JSON(body.utf8.count), "mimeType": .string(type ?? ""), "text": .string(body),
        ], "redirectURL": "", "headersSize": -1, "bodySize": -1,
      ]
    } else if var answer = entries[place]["response"] {
      let text = (answer.at("content.text")?.stringValue ?? "") + body
      answer["content"]?["text"] = .string(text)
      answer["content"]?["size"] = JSON(text.utf8.count)
      entries[place]["response"] = answer
    }
    if !response.hasMore { entries[place]["_began"] = nil }
  }

  private mutating func read(_ opening: RecordedOpening, at time: Duration) {
    if sockets[opening.connection] == nil {
      sockets[opening.connection] = entries.count
      var entry = entry(
        RecordedRequest(
          exchange: 0, method: "GET", target: "/socket.io/?EIO=4&transport=websocket"), at: time)
      entry["_began"] = nil
      entry["request"]?["url"] = "ws://localhost:3000/socket.io/?EIO=4&transport=websocket"
      entry["response"] = [
        "status": 101, "statusText": "Switching Protocols", "httpVersion": "HTTP/1.1",
        "headers": [], "cookies": [], "content": ["size": 0, "mimeType": ""], "redirectURL": "",
        "headersSize": -1, "bodySize": -1,
      ]
      entry["_webSocketMessages"] = []
      entries.append(entry)
    }
    let mark = mark(opening.namespace)
    let payload: JSON?
    if let error = opening.error {
      payload = ["message": .string(live.text(error))]
    } else {
      payload =
        opening.socket.map { ["sid": .string(live.text($0))] } ?? opening.auth.map(live.value)
    }
    let kind = opening.error == nil ? "40" : "44"
    frame("\(kind)\(mark)\(payload?.text ?? "")", opening.connection, opening.direction, time)
  }

  private mutating func frame(
    _ data: String, _ connection: String, _ direction: Direction, _ time: Duration
  ) {
    guard let place = sockets[connection],
      var frames = entries[place]["_webSocketMessages"]?.arrayValue
    else { return }
    let seconds = (Double(start.milliseconds) + LineTime.milliseconds(time)) / 1000
    frames.append([
      "type": direction == .toServer ? "send" : "receive", "time": JSON(seconds), "opcode": 1,
      "data": .string(data),
    ])
    entries[place]["_webSocketMessages"] = .array(frames)
  }

  private func mark(_ namespace: String) -> String { namespace == "/" ? "" : namespace + "," }

  private func headers(_ fields: [HTTPHeaders.Field]) -> JSON {
    .array(fields.map { ["name": .string($0.name), "value": .string(live.text($0.value))] })
  }

  private func moment(_ time: Duration) -> String { start.advanced(by: time).isoText }
}
