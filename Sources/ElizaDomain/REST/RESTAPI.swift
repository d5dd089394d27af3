import Bytes
import ElizaModel
public import HTTP1
import JSON

/// The HTTP side of the world: from a request to an answer, in the order of a real server.
///
/// CORS, body, health, key, content type, route. Answers everything that is not Socket.IO's.
/// Loop thread only.
public final class RESTAPI {
  let world: World
  let configuration: RESTConfiguration
  let writer: ResponseWriter

  private let router: Router
  private var limiter: RateLimiter?
  /// What the last body was read into, for the next one.
  private var document = JSONDocument()

  /// Makes the API of a world under the world's profile.
  public init(world: World, configuration: RESTConfiguration) {
    let isLenient = world.profile.isLenient
    self.world = world
    self.configuration = configuration
    self.router = Router(
      world: world, bodyLimit: configuration.bodyLimit, uploadLimit: configuration.uploadBytes,
      sha1: configuration.sha1)
    self.limiter = configuration.rateLimits.map(RateLimiter.init)
    self.writer = ResponseWriter(
      crossOrigin: CrossOrigin(
        origin: configuration.allowedOrigin, allowsAnyHeader: isLenient),
      entityTag: EntityTag(sha1: configuration.sha1),
      security: configuration.addsSecurityHeaders ?? !isLenient
        ? SecurityHeaders(release: world.profile.release) : nil,
      allowsCompression: isLenient)
  }

  /// Answers a request, at once or when the agent has spoken.
  public func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    guard request.method != .options else {
      noteExcessHeaders(request)
      return exchange.respond(writer.preflight(request))
    }
    let call = Call(request, on: exchange, writer: writer)
    let route = router.fixedRoute(request.method, path: call.path)
    call.fixedRoute = route
    world.tallies.requests.note(request.method, call.path, route)
    do throws(Refusal) {
      call.body = try readBody(of: request)
      call.answer(try answer(call))
    } catch {
      call.answer(error.answer(world.profile))
    }
  }

  /// Forgets how many requests clients have made.
  public func resetRateLimits() {
    limiter = configuration.rateLimits.map(RateLimiter.init)
  }

  private func answer(_ call: Call) throws(Refusal) -> Answer {
    guard call.request.isInsideAPI else {
      try requireAllowance(call)
      return try dispatch(call)
    }
    try requireKey(call)
    try requireKnownQueryAgent(call)
    try requireAllowance(call)
    try requireContentType(call.request)
    return try dispatch(call)
  }

  private func requireAllowance(_ call: Call) throws(Refusal) {
    guard let verdict = limiter?.judge(call.request, at: world.clock.now) else { return }
    call.fields = verdict.fields
    if let refusal = verdict.refusal { throw refusal }
  }

  private func dispatch(_ call: Call) throws(Refusal) -> Answer {
    if let route = call.fixedRoute { return try route.handler(call) }
    let request = call.request
    let method = request.method
    switch router.match(method, path: call.path) {
    case .route(let route, let values):
      call.parameters = try decode(values, of: route)
      return try route.handler(call)
    case .otherMethods(let routes):
      throw notFound(hint: advice(request) ?? RouteHint.methods(of: routes))
    case .none:
      throw notFound(
        hint: advice(request)
          ?? RouteHint(routes: router.routes).text(for: method, path: call.path))
    }
  }

  private func readBody(of request: HTTPRequest) throws(Refusal) -> RequestBody {
    guard RequestBody.isFramed(request) else { return .absent }
    do throws(Refusal) {
      return try RequestBody(
        of: request, limit: configuration.bodyLimit, reusing: &document)
    } catch  where !request.isInsideAPI {
      throw Refusal(.text(.badRequest, type: "text/html; charset=utf-8", BadRequestPage.text))
    }
  }

  private func decode(
    _ values: [Substring], of route: Route
  ) throws(Refusal) -> [String: String] {
    var parameters: [String: String] = [:]
    for (name, value) in zip(route.pattern.parameterNames, values) {
      guard let decoded = PercentCoding.decode(String(value)) else {
        throw undecodable(value, route)
      }
      parameters[name] = decoded
    }
    return parameters
  }

  private func undecodable(_ value: Substring, _ route: Route) -> Refusal {
    guard route.pattern.text.hasPrefix("/api/") else {
      return Refusal(.text(.badRequest, type: "text/html; charset=utf-8", BadRequestPage.text))
    }
    let isSession = route.pattern.text.hasPrefix(SessionResource.base)
    guard isSession, world.profile.hasSessionErrorCodes else {
      return .uncaught("Failed to decode param '\(value)'")
    }
    return SessionError.unexpected.refusal(at: world.clock.now)
  }

  private func advice(_ request: HTTPRequest) -> String? {
    MissingRoutes.advice(for: request.method, path: request.path)
  }

  private func notFound(hint: String?) -> Refusal {
    var extras: JSONObject = [:]
    if world.profile.isLenient { extras["hint"] = hint.map(JSON.string) }
    return Refusal(.body(ErrorBody.unknownRoute, .notFound, adding: extras))
  }
}
