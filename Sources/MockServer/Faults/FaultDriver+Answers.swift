import ElizaDomain
import EngineIO
import HTTP1
import JSON
import Scenario
import SocketIOServer

/// Answers in place of the server's.
extension FaultDriver {
  /// The answer to a request that is turned away.
  func refusal(_ passing: PassingRequest, _ message: String?) -> HTTPResponse {
    let request = passing.request
    guard server.owns(target: request.target) else {
      return canned(CannedAnswer(status: 403, body: message.map(FaultDriver.body)), request)
    }
    return engineAnswer(403, "application/json", Refusal.forbidden.body, to: request)
  }

  /// The answer that an overlay gives, with what every answer there carries, so that pages may read it.
  func canned(_ answer: CannedAnswer, _ request: HTTPRequest) -> HTTPResponse {
    let (type, body) = FaultDriver.content(of: answer)
    var response =
      server.owns(target: request.target)
      ? engineAnswer(answer.status, type, body, to: request)
      : api.response(HTTPStatus(answer.status), type: type, body: body, to: request)
    if let time = answer.retryAfter {
      let seconds = time.components.seconds + (time.components.attoseconds > 0 ? 1 : 0)
      response.headers["Retry-After"] = String(seconds)
    }
    for field in answer.headers { response.headers.add(field.name, field.value) }
    return response
  }

  private func engineAnswer(
    _ status: Int, _ type: String, _ body: [UInt8], to request: HTTPRequest
  ) -> HTTPResponse {
    var headers: HTTPHeaders = ["Content-Type": type, "Cache-Control": "no-store"]
    server.engine.configuration.crossOrigin.apply(
      to: &headers, origin: request.headers["Origin"])
    return HTTPResponse(HTTPStatus(status), headers: headers, body: body)
  }

  private static func content(of answer: CannedAnswer) -> (type: String, body: [UInt8]) {
    switch answer.body ?? usualBody(answer.status) {
    case .text(let text): ("text/plain; charset=utf-8", Array(text.utf8))
    case .json(let text): ("application/json; charset=utf-8", Array(text.utf8))
    }
  }

  private static func body(_ message: String) -> CannedAnswer.Body {
    .json((["success": false, "error": .string(message)] as JSON).text)
  }

  /// What ElizaOS says at a status.
  private static func usualBody(_ status: Int) -> CannedAnswer.Body {
    let known = usualErrors[status]
    guard status >= 400 else { return .text("") }
    let error: JSON = [
      "code": .string(known?.code ?? "ERROR_\(status)"),
      "message": .string(known?.message ?? "The server answers \(status)."),
    ]
    return .json((["success": false, "error": error] as JSON).text)
  }

  private static let usualErrors: [Int: (code: String, message: String)] = [
    401: ("UNAUTHORIZED", "API key required"),
    403: ("FORBIDDEN", "Forbidden"),
    404: ("NOT_FOUND", "Not found"),
    429: ("RATE_LIMIT_EXCEEDED", "Too many requests. Please try again later."),
    500: ("INTERNAL_ERROR", "Internal server error"),
    502: ("BAD_GATEWAY", "Bad gateway"),
    503: ("SERVICE_UNAVAILABLE", "Service unavailable"),
    504: ("GATEWAY_TIMEOUT", "Gateway timeout"),
  ]
}
