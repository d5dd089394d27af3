import ControlAPI
import ElizaDomain
import HTTP1
import HTTPServer
import JSON
import Pages
import SocketIOServer

extension Site: HTTPService {
  func respond(to request: HTTPRequest, on exchange: any HTTPExchange) {
    guard let faults = realtime.faults, !control.owns(request) else {
      return serve(request, on: exchange)
    }
    clock.synchronize()
    faults.handle(request, on: exchange) { [unowned self] in
      Pages.isInspector(request.path) ? $0 : watching($0, of: request)
    } serve: { [unowned self] in
      serve(request, on: $0, isWatched: $1)
    }
  }

  /// The same exchange, whose answer is logged and kept in the journal.
  private func watching(_ exchange: any HTTPExchange, of request: HTTPRequest) -> any HTTPExchange {
    let logged = log.watching(exchange, of: request)
    return journal.isKept
      ? JournaledExchange(logged, of: request, journal: journal) : logged
  }

  private func serve(
    _ request: HTTPRequest, on exchange: any HTTPExchange, isWatched: Bool = false
  ) {
    if realtime.server.owns(target: request.target) {
      return realtime.server.handle(request, on: exchange)
    }
    if let file = Pages.response(to: request) {
      return send(file, for: request, on: exchange, isWatched: isWatched)
    }
    clock.synchronize()
    if control.owns(request) { return control.handle(request, on: exchange) }
    let exchange = isWatched ? exchange : watching(exchange, of: request)
    if let page = WelcomePage(world).response(to: request) { return exchange.respond(page) }
    guard let replay = realtime.replay else { return api.handle(request, on: exchange) }
    replay.handle(request, on: exchange)
  }

  func upgrade(_ request: HTTPRequest, on exchange: any UpgradeExchange) {
    guard realtime.server.owns(target: request.target) else {
      return respond(to: request, on: exchange)
    }
    guard let faults = realtime.faults else { return openWebSocket(request, on: exchange) }
    clock.synchronize()
    faults.handle(request, on: exchange, watch: { $0 }) { [unowned self] passed, _ in
      if !(passed is DeafExchange) { openWebSocket(request, on: exchange) }
    }
  }

  private func openWebSocket(_ request: HTTPRequest, on exchange: any UpgradeExchange) {
    switch realtime.server.admitWebSocket(request) {
    case .refused(let response):
      exchange.respond(response)
    case .accepted(let ticket):
      guard let stream = exchange.accept(headers: HTTPHeaders()) else { return }
      realtime.server.webSocketOpened(ticket, stream: stream)
    }
  }

  func bodyLimit(for head: RequestHead) -> Int {
    if realtime.server.owns(target: head.target) {
      // A fault may keep a POST away from the engine, which must then not wait for its body.
      guard realtime.faults == nil else { return realtime.server.engine.configuration.maxPayload }
      return realtime.server.engine.bodyLimit(for: head)
    }
    // Only of a long body does it matter what it is for.
    guard head.body.mayExceed(bodyLimit), RESTAPI.takesUpload(head.target) else { return bodyLimit }
    return max(bodyLimit, uploadLimit)
  }

  func refusal(of target: String?, because error: HTTPError) -> HTTPResponse {
    if let target, error.status.code == 413, realtime.server.owns(target: target) {
      return realtime.server.engine.payloadTooLarge(target: target)
    }
    if let target, error.status.code == 413, RESTAPI.takesUpload(target) {
      return api.uploadTooLarge(target)
    }
    if error.status.code == 413, let refusal = api.refusalOfBody(beyondLimitAt: target) {
      return refusal
    }
    let body: JSON = [
      "success": false,
      "error": ["message": .string(error.description), "code": JSON(Int64(error.status.code))],
    ]
    return HTTPResponse(
      error.status, headers: ["Content-Type": "application/json; charset=utf-8"],
      body: body.serialized())
  }

  func connectionFailed(_ fault: ConnectionFault, peerAddress: String) {
    log.refused("\(fault)", address: peerAddress)
  }
}

extension BodyFraming {
  /// Whether a body so framed can have more than `limit` bytes.
  fileprivate func mayExceed(_ limit: Int) -> Bool {
    switch self {
    case .none: false
    case .length(let length): length > limit
    case .chunked, .untilClose: true
    }
  }
}
