import Bytes
import HTTP1
import JSON

/// An exchange on its way into an archive.
struct ArchiveEntry {
  let begin: Duration
  let method: String
  let url: String
  let requestHeaders: [HTTPHeaders.Field]
  let requestBody: RecordedBody
  /// When the answer began, and when it was complete.
  var head: Duration?
  var end: Duration?
  /// 0 while nothing is answered.
  var status = 0
  var headers: [HTTPHeaders.Field] = []
  var body: [UInt8] = []
  /// How long the body is that was not kept.
  var omitted: Int?
  /// The events of a stream, with their times.
  var messages: [JSON] = []
  /// Members that only some programs know.
  var extra = JSONObject()

  init(
    _ method: String, _ url: String, headers: [HTTPHeaders.Field] = [],
    body: RecordedBody = .none, at begin: Duration
  ) {
    self.method = method
    self.url = url
    requestHeaders = headers
    requestBody = body
    self.begin = begin
  }

  /// Takes an answer, or a piece of one.
  mutating func take(_ response: RecordedResponse, at time: Duration, _ context: ArchiveContext) {
    if let answered = response.status {
      status = answered
      headers = response.headers
      head = time
    }
    end = time
    if case .omitted(let count) = response.body {
      omitted = count
      return
    }
    let piece = context.live.body(response.body).sent
    body += piece
    guard isStream else { return }
    for event in EventStreamPieces.events(in: piece) where event.data != nil {
      messages.append([
        "time": context.seconds(time), "eventName": .string(event.name ?? "message"),
        "eventId": "", "data": .string(event.data ?? ""),
      ])
    }
  }

  private var isStream: Bool {
    ArchiveEntry.type(of: headers)?.lowercased().hasPrefix("text/event-stream") == true
  }

  private static func type(of headers: [HTTPHeaders.Field]) -> String? {
    headers.first { HTTPHeaders.sameName($0.name, "Content-Type") }?.value
  }

  /// The entry as archives have it.
  func json(_ context: ArchiveContext) -> JSON {
    let head = head ?? begin
    let end = end ?? head
    var entry: JSONObject = [
      "startedDateTime": context.moment(begin), "time": context.span(end - begin),
      "request": request(context), "response": response(context), "cache": [:],
      "timings": [
        "send": 0, "wait": context.span(head - begin), "receive": context.span(end - head),
      ],
    ]
    if !messages.isEmpty { entry["_eventSourceMessages"] = .array(messages) }
    for member in extra { entry[member.key] = member.value }
    return .object(entry)
  }

  private func request(_ context: ArchiveContext) -> JSON {
    var message: JSON = [
      "method": .string(method), "url": .string(url), "httpVersion": "HTTP/1.1",
      "headers": context.headers(requestHeaders), "queryString": [], "cookies": [],
      "headersSize": -1, "bodySize": -1,
    ]
    let type = ArchiveEntry.type(of: requestHeaders) ?? "application/octet-stream"
    if case .omitted(let count) = requestBody {
      message["bodySize"] = JSON(count)
    } else if requestBody != .none {
      var data = ArchiveEntry.text(context.live.body(requestBody).sent)
      data["mimeType"] = .string(type)
      message["postData"] = .object(data)
    }
    return message
  }

  private func response(_ context: ArchiveContext) -> JSON {
    var content = omitted == nil ? ArchiveEntry.text(body) : [:]
    content["size"] = JSON(omitted ?? body.count)
    content["mimeType"] = .string(ArchiveEntry.type(of: headers) ?? "")
    return [
      "status": JSON(status), "statusText": .string(status == 0 ? "" : HTTPStatus(status).reason),
      "httpVersion": "HTTP/1.1", "headers": context.headers(headers), "cookies": [],
      "content": .object(content), "redirectURL": "", "headersSize": -1, "bodySize": -1,
    ]
  }

  /// A body: as it is when it is text, else in Base64.
  private static func text(_ bytes: [UInt8]) -> JSONObject {
    guard !UTF8Validator.isValid(bytes.span) else {
      return ["text": .string(String(decoding: bytes, as: UTF8.self))]
    }
    return ["text": .string(Base64.encode(bytes.span)), "encoding": "base64"]
  }
}
