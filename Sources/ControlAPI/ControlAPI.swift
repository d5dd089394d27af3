import Bytes
public import ElizaDomain
public import HTTP1
public import JSON

/// `/__mock/v1`: what a test and a person at the keyboard ask of the mock itself.
///
/// Answers those on this machine, those elsewhere that bring the control token, and no page that came from
/// elsewhere.
public final class ControlAPI {
  /// Where every call begins.
  public static let base = "/__mock/v1"

  private static let root = Array("/__mock".utf8)

  /// The server that is watched and moved; without one only the contracts are answered.
  public weak var subject: (any ControlSubject)?

  /// The JSON Schema of a file format by its name, published under `schemas/` beside those of the types.
  public var fileSchema: (_ name: String) -> JSON? = { _ in nil }

  /// Reads a body in YAML; nil where only JSON is understood.
  public var readYAML: ((_ body: [UInt8]) throws(Mistakes) -> JSON)?

  private let contracts: Contracts
  private let access: AccessRule
  private let recordings = Recordings()
  private let router = ControlRouter(routes: ControlRoute.all)

  /// Makes the API of a server that plays `profile` and goes by `host`.
  ///
  /// With a `token` callers on other machines that bring it are let in.
  public init(profile: Profile, host: String, token: String? = nil) {
    contracts = Contracts(profile: profile)
    access = AccessRule(host: host, token: token)
  }

  /// Whether a request is for this API.
  public func owns(_ request: HTTPRequest) -> Bool {
    var target = request.target
    return target.withUTF8 { bytes in
      guard unsafe bytes.starts(with: Self.root) else { return false }
      // Asked of every request, so it is not made a path first.
      let next = unsafe bytes.dropFirst(Self.root.count).first
      return next == nil || next == ASCII.slash || next == ASCII.questionMark
    }
  }

  /// Answers a request of its own, at once or when what it waits for has happened.
  public func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    let exchange = AdmittingExchange(exchange, access.admittedOrigin(of: request))
    do throws(Problem) {
      try access.check(request)
      try answer(request, on: exchange)
    } catch {
      exchange.respond(error.response)
    }
  }

  private func answer(
    _ request: HTTPRequest, on exchange: any HTTPExchange
  ) throws(Problem) {
    if request.method == .options { return exchange.respond(AccessRule.preflightAnswer) }
    let path = Array((request.pathSegments ?? []).dropFirst(2))
    guard request.path.hasPrefix(Self.base + "/") else {
      throw .notFound(hint: "Calls begin with \(Self.base)/.")
    }
    let published = path.count == 2 && path.first == "schemas" ? path.last.flatMap(fileSchema) : nil
    if let document = published ?? contracts.document(at: path.joined(separator: "/")[...]) {
      guard request.method == .get || request.method == .head else {
        throw .methodNotAllowed(request.method, [.get])
      }
      return exchange.respond(HTTPResponse(json: document))
    }
    let match = try router.match(request.method, path)
    guard let subject else { throw .notFound(hint: "The server is shutting down.") }
    try match.route.handler(
      ControlCall(
        request: request, parameters: match.parameters, fields: try body(of: request, match.route),
        query: try query(of: request, match.route), subject: subject, recordings: recordings,
        exchange: exchange))
  }

  private func body(
    of request: HTTPRequest, _ route: ControlRoute
  ) throws(Problem) -> ControlFields {
    let place = "the body"
    guard let known = route.body, !request.body.isEmpty else {
      return try ControlFields([:], known: route.body ?? [], place: place)
    }
    let value = try ControlBody(request: request, readYAML: readYAML).value()
    guard let object = value.objectValue else {
      throw .badRequest(
        "The body must be an object, such as {\"by\": \"31m\"}.",
        hint: "See \(Self.base)/control.json.")
    }
    return try ControlFields(object, known: known, place: place)
  }

  private func query(
    of request: HTTPRequest, _ route: ControlRoute
  ) throws(Problem) -> ControlFields {
    let items = JSONObject(request.queryItems.items.map { ($0.key, .string($0.value)) })
    return try ControlFields(items, known: route.query, place: "the query")
  }
}
