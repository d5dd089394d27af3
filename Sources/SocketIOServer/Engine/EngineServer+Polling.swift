import Bytes
import EngineIO
public import HTTP1

extension EngineServer {
  /// Answers a request for the server's path that asks for no WebSocket: now, or later when it is a
  /// poll that has to wait.
  public func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    if let preflight = configuration.crossOrigin.preflight(for: request) {
      return exchange.respond(preflight)
    }
    let query = SessionQuery(QueryString(String(request.query ?? "")))
    do throws(Refusal) {
      if let session = try admit(request, query, isUpgrade: false) {
        session.handle(request, on: exchange)
      } else {
        open(request, on: exchange)
      }
    } catch {
      refuse(request, query, on: exchange, error)
    }
  }

  /// The longest body in bytes that a request may bring; also notes that the body of a POST begins.
  ///
  /// The host calls it when a head has arrived. One that does not loses only this: a second POST that
  /// begins before the first has arrived whole is then not noticed.
  public func bodyLimit(for head: RequestHead) -> Int {
    if head.method == .post { session(of: head.target)?.postBegan() }
    return configuration.maxPayload
  }

  /// The answer to a request whose body was longer than `bodyLimit`; its session is ended.
  public func payloadTooLarge(target: String) -> HTTPResponse {
    session(of: target)?.violate(.payloadTooLarge(limit: configuration.maxPayload))
    return responses.refusal(.badRequest, status: 413, origin: nil)
  }

  private func session(of target: String) -> EngineSession? {
    let query = RequestTarget(target).query ?? ""
    guard let sid = SessionQuery(QueryString(String(query))).sid else { return nil }
    return session(sid)
  }

  private func open(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    let session = makeSession(for: request, transport: .polling)
    exchange.respond(
      responses.payload(openPacket(for: session), origin: request.headers["Origin"]))
    begin(session)
  }

  private func refuse(
    _ request: HTTPRequest, _ query: SessionQuery, on exchange: any HTTPExchange,
    _ refusal: Refusal
  ) {
    let origin = request.headers["Origin"]
    if refusal == .unknownSession, request.method == .get, let sid = query.sid,
      let farewell = takeFarewell(sid)
    {
      return exchange.respond(responses.payload(farewell, origin: origin))
    }
    exchange.respond(responses.refusal(refusal, origin: origin))
    observer?.requestRefused(request, refusal)
  }
}
