import HTTP1

/// Who may call the control API: this machine, under a name of this machine, from a page of this machine, or
/// whoever brings the control token.
///
/// The name is checked because a page from elsewhere may have its own name resolve to this machine.
struct AccessRule {
  /// The address the server listens on, which is a name it may be called by.
  let host: String
  /// What lets callers in from elsewhere; nil lets none in.
  var token: String?

  /// Throws when a request comes from elsewhere.
  func check(_ request: HTTPRequest) throws(Problem) {
    guard !bringsToken(request) else { return }
    guard AccessRule.isLoopback(request.peerAddress) else { throw refusalOfStrangers }
    guard let name = HostName(request.headers["Host"] ?? ""), isOwn(name) else {
      throw .forbidden(
        "The Host field does not name this machine.", hint: "Call it by 127.0.0.1 or localhost.")
    }
    guard let origin = request.headers["Origin"] else { return }
    guard allows(origin) else {
      throw .forbidden(
        "Pages of \(origin) may not call the control API.",
        hint: "Pages served from localhost or 127.0.0.1 may.")
    }
  }

  /// The origin of the page that asked, when it may read the answer.
  func admittedOrigin(of request: HTTPRequest) -> String? {
    guard let origin = request.headers["Origin"] else { return nil }
    return allows(origin) || bringsToken(request) ? origin : nil
  }

  /// What a browser is told that asks whether it may call.
  static let preflightAnswer = HTTPResponse(
    HTTPStatus(204),
    headers: [
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
      "Access-Control-Max-Age": "600",
    ])

  private var refusalOfStrangers: Problem {
    .forbidden(
      "The control API answers callers on its own machine only.",
      hint: token == nil
        ? "Call it on 127.0.0.1 from where eliza-mock runs, or start it with --control-token."
        : "Bring the control token: Authorization: Bearer TOKEN.")
  }

  private func bringsToken(_ request: HTTPRequest) -> Bool {
    guard let token, let brought = request.headers["Authorization"] else { return false }
    return AccessRule.areEqual(Array(brought.utf8), Array("Bearer \(token)".utf8))
  }

  /// Compares in a time that does not tell how much was right.
  private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func allows(_ origin: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: origin.hasPrefix) else { return false }
    return HostName(origin.dropFirst(scheme.count)).map(isOwn) ?? false
  }

  private func isOwn(_ name: HostName) -> Bool {
    name.isLoopback || name.text == host.lowercased()
  }

  private static func isLoopback(_ address: String) -> Bool {
    HostName(ofAddress: address).isLoopback
  }
}
