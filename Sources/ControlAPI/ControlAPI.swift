public import ElizaDomain
public import HTTP1
import JSON

/// `/__mock/v1`: what a test and a person at the keyboard ask of the mock itself.
///
/// Answers those on this machine only, and no page that came from elsewhere.
public final class ControlAPI {
  /// Where every call begins.
  public static let base = "/__mock/v1"

  private let contracts: Contracts
  private let access: AccessRule

  /// Makes the API of a server that plays `profile` and goes by `host`.
  public init(profile: Profile, host: String) {
    contracts = Contracts(profile: profile)
    access = AccessRule(host: host)
  }

  /// Whether a request is for this API.
  public func owns(_ request: HTTPRequest) -> Bool {
    request.path == "/__mock" || request.path.hasPrefix("/__mock/")
  }

  /// Answers a request of its own.
  public func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    exchange.respond(access.admitting(request, response(to: request)))
  }

  private func response(to request: HTTPRequest) -> HTTPResponse {
    do throws(Problem) {
      try access.check(request)
      return HTTPResponse(json: try body(for: request))
    } catch {
      return error.response
    }
  }

  private func body(for request: HTTPRequest) throws(Problem) -> JSON {
    let path = request.path
    guard path.hasPrefix(Self.base + "/"),
      let document = contracts.document(at: path.dropFirst(Self.base.count + 1))
    else {
      throw .notFound(hint: "Try GET \(Self.base)/openapi.json or \(Self.base)/asyncapi.json.")
    }
    guard request.method == .get || request.method == .head else { throw .onlyGET }
    return document
  }
}
