import HTTP1
import JSON

extension FixtureRecorder {
  /// The lines of requests and responses.
  mutating func recordExchange(
    _ observation: Observation
  ) throws(FixtureRefusal) -> [FixtureLine] {
    switch observation {
    case .request(let exchange, let method, let target, let headers, let body):
      return try request(exchange, method, target, headers, body)
    case .requestOmitted(let exchange, let count):
      omittedBodies[exchange] = max(count, 0)
      return []
    case .responseHead(let exchange, let status, let headers):
      responses[exchange]?.status = status
      responses[exchange]?.headers = headers
      guard let pending = responses[exchange], pending.isStream else { return [] }
      // What follows makes no sense where this is refused.
      responses[exchange] = nil
      let line = try piece(of: pending, .none, hasMore: true)
      responses[exchange] = pending
      responses[exchange]?.isBegun = true
      return [line]
    case .responseBody(let exchange, let bytes):
      responses[exchange]?.take(bytes)
      guard let pending = responses[exchange], pending.isStream,
        let events = responses[exchange]?.takeEvents(), !events.isEmpty
      else { return [] }
      return [try piece(of: pending, RecordedBody(events, isJSON: false), hasMore: true)]
    case .responseOmitted(let exchange, let count):
      let omitted = responses[exchange]?.omitted ?? 0
      responses[exchange]?.omitted = omitted.addingClamped(max(count, 0))
      return []
    case .responseEnd(let exchange):
      guard let pending = responses.removeValue(forKey: exchange) else { return [] }
      return [try piece(of: pending, pending.recorded, hasMore: false)]
    case .responseCut(let exchange):
      guard let pending = responses.removeValue(forKey: exchange), pending.status > 0,
        !pending.isBegun || !pending.body.isEmpty
      else { return [] }
      return [try piece(of: pending, pending.recorded, hasMore: true)]
    default: return []
    }
  }

  private mutating func request(
    _ exchange: Int, _ method: String, _ target: String, _ headers: HTTPHeaders, _ body: [UInt8]
  ) throws(FixtureRefusal) -> [FixtureLine] {
    let subject = FixtureRecorder.subject(of: target)
    let isJSON = headers["Content-Type"]?.lowercased().contains("json") == true
    let kept =
      omittedBodies.removeValue(forKey: exchange).map { .omitted($0) }
      ?? RecordedBody(body, isJSON: isJSON)
    let number = nextExchange()
    let line = try line(
      .request(
        RecordedRequest(
          exchange: number, method: method,
          target: names.replaced(target, key: "", parent: ""),
          headers: replaced(RecordedHeaders.kept(headers)),
          body: replaced(kept, subject))),
      cause: nil)
    responses[exchange] = PendingResponse(
      exchange: number, cause: line.number, subject: subject)
    return [line]
  }

  private mutating func piece(
    of pending: PendingResponse, _ body: RecordedBody, hasMore: Bool
  ) throws(FixtureRefusal) -> FixtureLine {
    let body = replaced(body, pending.subject)
    if case .json(let json) = body { causes.serverAnswered(json) }
    return try line(
      .response(
        RecordedResponse(
          exchange: pending.exchange, status: pending.isBegun ? nil : pending.status,
          headers: pending.isBegun ? [] : replaced(RecordedHeaders.kept(pending.headers)),
          body: body, hasMore: hasMore)),
      cause: pending.cause)
  }

  private mutating func replaced(_ body: RecordedBody, _ subject: String) -> RecordedBody {
    switch body {
    case .none, .bytes, .omitted: body
    case .json(let json): .json(names.replaced(json, key: "", parent: subject))
    case .text(let text): .text(names.replaced(text, key: "", parent: subject))
    }
  }

  private mutating func replaced(_ fields: [HTTPHeaders.Field]) -> [HTTPHeaders.Field] {
    fields.map { field in
      HTTPHeaders.Field(
        name: field.name, value: names.replaced(field.value, key: "", parent: ""))
    }
  }

  /// The last part of a path that says what it is about, such as `sessions`.
  private static func subject(of target: String) -> String {
    let path = target.prefix { $0 != "?" }
    let parts = path.split(separator: "/").map { String($0) }
    return parts.last { IdentifierKind.inPath(after: $0) != nil } ?? ""
  }
}
