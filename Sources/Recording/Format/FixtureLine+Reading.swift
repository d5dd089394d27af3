import Bytes
import ElizaModel
package import JSON

extension FixtureLine {
  /// Reads the JSON text of one line.
  ///
  /// - Parameters:
  ///   - text: The line without its line feed.
  ///   - line: Its place in the file, from 1, for complaints.
  /// - Throws: What is wrong, with the nearest right key where one was mistyped.
  package init(parsing text: Span<UInt8>, line: Int) throws(FixtureError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: text)
    } catch {
      throw FixtureError(line: line, "no JSON: \(error.message(in: text))")
    }
    try self.init(json, line: line)
  }

  /// Reads one line that has been parsed.
  package init(_ json: JSON, line: Int) throws(FixtureError) {
    guard let object = json.objectValue else {
      throw FixtureError(line: line, "a line must be a JSON object")
    }
    let fields = LineFields(object: object, line: line)
    let name = try fields.text("k")
    guard let kind = LineKind(rawValue: name) else {
      let advice = Nearest.advice(
        for: name, among: LineKind.allCases.map(\.rawValue), called: "Known")
      throw fields.complaint("unknown kind '\(name)'\(advice)")
    }
    try fields.allow(kind)
    number = try fields.integer("n")
    time = try fields.time()
    cause = try fields.optionalInteger("cause")
    content = try FixtureLine.content(of: kind, fields)
  }

  private static func content(
    of kind: LineKind, _ fields: LineFields
  ) throws(FixtureError) -> Content {
    switch kind {
    case .head: .head(try FixtureHead(fields))
    case .req: .request(try RecordedRequest(fields))
    case .res: .response(try RecordedResponse(fields))
    case .open: .open(try RecordedOpening(fields))
    case .up:
      .upgrade(connection: try fields.text("c"), transport: try fields.text("transport"))
    case .ev: .event(try RecordedEvent(fields))
    case .ack: .acknowledgement(try RecordedAcknowledgement(fields))
    case .room: .room(connection: try fields.text("c"), room: try fields.text("room"))
    case .shut: .shut(try RecordedClosing(fields))
    case .note: .note(try fields.text("text"))
    case .end: .end
    }
  }
}

extension FixtureHead {
  init(_ fields: LineFields) throws(FixtureError) {
    let format = try fields.text("format")
    guard format == FixtureHead.format else {
      throw fields.wrong("format", "'\(FixtureHead.format)', not '\(format)'")
    }
    guard let moment = Timestamp(isoText: try fields.text("recordedAt")) else {
      throw fields.wrong("recordedAt", "a moment such as 2026-01-19T10:15:30.123Z")
    }
    self.init(
      recordedAt: moment, source: try fields.optionalText("source"),
      profile: try fields.optionalText("profile"), title: try fields.optionalText("title"),
      redaction: try fields.optionalText("redaction") ?? "default")
  }
}

extension RecordedRequest {
  init(_ fields: LineFields) throws(FixtureError) {
    self.init(
      exchange: try fields.integer("x"), method: try fields.text("method"),
      target: try fields.text("target"), headers: try fields.headers(), body: try fields.body())
  }
}

extension RecordedResponse {
  init(_ fields: LineFields) throws(FixtureError) {
    let status = try fields.optionalInteger("status")
    guard status.map(RecordedResponse.isPossible) ?? true else {
      throw fields.wrong("status", "200 to 599, or 101 where the server changed the protocol")
    }
    let more = fields.object["more"] ?? false
    guard let hasMore = more.boolValue else { throw fields.wrong("more", "true or false") }
    self.init(
      exchange: try fields.integer("x"), status: status, headers: try fields.headers(),
      body: try fields.body(), hasMore: hasMore)
  }
}

extension RecordedOpening {
  init(_ fields: LineFields) throws(FixtureError) {
    self.init(
      connection: try fields.text("c"), direction: try fields.direction(),
      namespace: try fields.namespace(), transport: try fields.optionalText("transport"),
      auth: fields.object["auth"], socket: try fields.optionalText("id"),
      error: try fields.optionalText("error"))
  }
}

extension RecordedEvent {
  init(_ fields: LineFields) throws(FixtureError) {
    let arguments = try fields.arguments()
    self.init(
      connection: try fields.text("c"), direction: try fields.direction(),
      namespace: try fields.namespace(), name: try fields.text("event"),
      arguments: arguments, attachments: try fields.attachments(of: arguments),
      acknowledgement: try fields.optionalInteger("ack"))
  }
}

extension RecordedAcknowledgement {
  init(_ fields: LineFields) throws(FixtureError) {
    let arguments = try fields.arguments()
    self.init(
      connection: try fields.text("c"), direction: try fields.direction(),
      namespace: try fields.namespace(), acknowledgement: try fields.integer("ack"),
      arguments: arguments, attachments: try fields.attachments(of: arguments))
  }
}

extension RecordedClosing {
  init(_ fields: LineFields) throws(FixtureError) {
    self.init(
      connection: try fields.text("c"), namespace: try fields.optionalText("ns"),
      direction: try fields.direction(), reason: try fields.optionalText("reason"))
  }
}
