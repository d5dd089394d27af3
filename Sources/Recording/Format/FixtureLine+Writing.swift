import Bytes
import ElizaModel
import HTTP1
package import JSON

extension FixtureLine {
  /// The line as a compact JSON text with its line feed, keys in the one order there is.
  package func serialized() -> [UInt8] {
    var bytes = JSON.object(object).serialized()
    bytes.append(ASCII.lineFeed)
    return bytes
  }

  /// The members of the line.
  package var object: JSONObject {
    var object = JSONObject()
    object["k"] = .string(kind.rawValue)
    object["n"] = JSON(number)
    object["t"] = JSON(LineTime.milliseconds(time))
    content.writePlace(to: &object)
    object["cause"] = cause.map { JSON($0) }
    content.write(to: &object)
    return object
  }

  var kind: LineKind {
    switch content {
    case .head: .head
    case .request: .req
    case .response: .res
    case .open: .open
    case .upgrade: .up
    case .event: .ev
    case .acknowledgement: .ack
    case .room: .room
    case .shut: .shut
    case .note: .note
    case .end: .end
    }
  }
}

extension FixtureLine.Content {
  /// The name of the connection it happened on; nil for HTTP and remarks.
  package var connection: String? {
    switch self {
    case .open(let opening): opening.connection
    case .upgrade(let connection, _), .room(let connection, _): connection
    case .event(let event): event.connection
    case .acknowledgement(let answer): answer.connection
    case .shut(let closing): closing.connection
    case .head, .request, .response, .note, .end: nil
    }
  }

  /// The namespace it is about; nil for HTTP, whole connections and remarks.
  package var namespace: String? {
    switch self {
    case .open(let opening): opening.namespace
    case .event(let event): event.namespace
    case .acknowledgement(let answer): answer.namespace
    case .shut(let closing): closing.namespace
    case .head, .request, .response, .upgrade, .room, .note, .end: nil
    }
  }

  /// Who spoke; nil for remarks.
  package var direction: Direction? {
    switch self {
    case .request: .toServer
    case .response: .toClient
    case .open(let opening): opening.direction
    case .upgrade: .toServer
    case .event(let event): event.direction
    case .acknowledgement(let answer): answer.direction
    case .shut(let closing): closing.direction
    case .head, .room, .note, .end: nil
    }
  }

  fileprivate func writePlace(to object: inout JSONObject) {
    object["c"] = connection.map { .string($0) }
    switch self {
    case .request(let request): object["x"] = JSON(request.exchange)
    case .response(let response): object["x"] = JSON(response.exchange)
    case .open, .event, .acknowledgement, .shut:
      object["dir"] = direction.map { .string($0.rawValue) }
    case .head, .upgrade, .room, .note, .end: break
    }
  }

  fileprivate func write(to object: inout JSONObject) {
    switch self {
    case .head(let head): head.write(to: &object)
    case .request(let request):
      object["method"] = .string(request.method)
      object["target"] = .string(request.target)
      object.write(headers: request.headers)
      object.write(request.body)
    case .response(let response):
      object["status"] = response.status.map { JSON($0) }
      object["more"] = response.hasMore ? true : nil
      object.write(headers: response.headers)
      object.write(response.body)
    case .open(let opening): opening.write(to: &object)
    case .upgrade(_, let transport): object["transport"] = .string(transport)
    case .event(let event): event.write(to: &object)
    case .acknowledgement(let answer):
      object.write(namespace: answer.namespace)
      object["ack"] = JSON(answer.acknowledgement)
      object["args"] = .array(answer.arguments)
      object.write(attachments: answer.attachments)
    case .room(_, let room): object["room"] = .string(room)
    case .shut(let closing):
      object["ns"] = closing.namespace.map { .string($0) }
      object["reason"] = closing.reason.map { .string($0) }
    case .note(let text): object["text"] = .string(text)
    case .end: break
    }
  }
}

extension FixtureHead {
  fileprivate func write(to object: inout JSONObject) {
    object["format"] = .string(FixtureHead.format)
    object["title"] = title.map { .string($0) }
    object["recordedAt"] = .string(recordedAt.isoText)
    object["source"] = source.map { .string($0) }
    object["profile"] = profile.map { .string($0) }
    object["redaction"] = .string(redaction)
  }
}

extension RecordedOpening {
  fileprivate func write(to object: inout JSONObject) {
    object.write(namespace: namespace)
    object["transport"] = transport.map { .string($0) }
    object["auth"] = auth
    object["id"] = socket.map { .string($0) }
    object["error"] = error.map { .string($0) }
  }
}

extension RecordedEvent {
  fileprivate func write(to object: inout JSONObject) {
    object.write(namespace: namespace)
    object["event"] = .string(name)
    object["args"] = .array(arguments)
    object.write(attachments: attachments)
    object["ack"] = acknowledgement.map { JSON($0) }
  }
}

extension JSONObject {
  fileprivate mutating func write(namespace: String) {
    if namespace != "/" { self["ns"] = .string(namespace) }
  }

  fileprivate mutating func write(attachments: [[UInt8]]) {
    guard !attachments.isEmpty else { return }
    self["attachments"] = .array(attachments.map { .string(Base64.encode($0.span)) })
  }

  fileprivate mutating func write(headers: [HTTPHeaders.Field]) {
    guard !headers.isEmpty else { return }
    // Collected first: those that stand in an object already would be copied with every one that comes.
    var values: [String: [JSON]] = [:]
    for field in headers { values[field.name, default: []].append(.string(field.value)) }
    var members = JSONObject()
    for field in headers {
      guard let all = values.removeValue(forKey: field.name) else { continue }
      members[field.name] = all.count == 1 ? all[0] : .array(all)
    }
    self["headers"] = .object(members)
  }

  fileprivate mutating func write(_ body: RecordedBody) {
    switch body {
    case .none: break
    case .json(let json): self["json"] = json
    case .text(let text): self["text"] = .string(text)
    case .bytes(let bytes): self["base64"] = .string(Base64.encode(bytes.span))
    case .omitted(let count): self["omitted"] = JSON(count)
    }
  }
}
