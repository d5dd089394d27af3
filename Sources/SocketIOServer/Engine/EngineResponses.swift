import EngineIO
import HTTP1

/// Makes the answers to polling requests; what does not depend on the request is made once.
struct EngineResponses {
  private let policy: CrossOriginPolicy
  private let payloadHeaders: HTTPHeaders
  private let okHeaders: HTTPHeaders
  private let refusalHeaders: HTTPHeaders

  init(policy: CrossOriginPolicy) {
    self.policy = policy
    payloadHeaders = EngineResponses.headers("text/plain; charset=UTF-8")
    okHeaders = EngineResponses.headers("text/html")
    refusalHeaders = EngineResponses.headers("application/json")
  }

  /// The answer to a GET: packets.
  func payload(_ body: [UInt8], origin: String?) -> HTTPResponse {
    var response = response(200, payloadHeaders, body, origin: origin)
    response.isCompressible = true
    return response
  }

  /// The answer to a POST whose packets were taken.
  func ok(origin: String?) -> HTTPResponse {
    response(200, okHeaders, Array("ok".utf8), origin: origin)
  }

  /// The answer to a request that is not taken.
  func refusal(_ refusal: Refusal, status: Int? = nil, origin: String?) -> HTTPResponse {
    response(status ?? refusal.statusCode, refusalHeaders, refusal.body, origin: origin)
  }

  private func response(
    _ status: Int, _ headers: HTTPHeaders, _ body: [UInt8], origin: String?
  ) -> HTTPResponse {
    var headers = headers
    policy.apply(to: &headers, origin: origin)
    return HTTPResponse(HTTPStatus(status), headers: headers, body: body)
  }

  private static func headers(_ contentType: String) -> HTTPHeaders {
    ["Content-Type": contentType, "Cache-Control": "no-store"]
  }
}
