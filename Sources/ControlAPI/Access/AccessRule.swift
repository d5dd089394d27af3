import HTTP1

/// Who may call the control API: this machine, under a name of this machine, from a page of this machine.
///
/// The name is checked because a page from elsewhere may have its own name resolve to this machine.
struct AccessRule {
  /// The address the server listens on, which is a name it may be called by.
  let host: String

  /// Throws when a request comes from elsewhere.
  func check(_ request: HTTPRequest) throws(Problem) {
    guard AccessRule.isLoopback(request.peerAddress) else {
      throw .forbidden(
        "The control API answers callers on its own machine only.",
        hint: "Call it on 127.0.0.1 from where eliza-mock runs.")
    }
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

  /// Lets the page that asked read the answer, when it may.
  func admitting(_ request: HTTPRequest, _ response: HTTPResponse) -> HTTPResponse {
    guard let origin = request.headers["Origin"], allows(origin) else { return response }
    var response = response
    response.headers.add("Access-Control-Allow-Origin", origin)
    response.headers.add("Vary", "Origin")
    return response
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
