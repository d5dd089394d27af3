import ElizaModel
import HTTP1
import JSON

/// An error answer, in the shape its part of the API has for errors.
struct Refusal: Error {
  private enum Content {
    case whole(Answer)
    case error(HTTPStatus, ErrorBody)
  }

  private let content: Content
  /// What the caller can do about it, which lenient servers add.
  private var hint: String?

  init(_ answer: Answer) {
    content = .whole(answer)
  }

  init(_ status: HTTPStatus, _ body: ErrorBody) {
    content = .error(status, body)
  }

  /// The answer as a server of a profile gives it.
  func answer(_ profile: Profile) -> Answer {
    switch content {
    case .whole(let answer): return answer
    case .error(let status, let body):
      let shown = HTTPStatus(profile.shownStatus(status.code))
      guard case .handler(let message, let code) = body, code == JSON(status.code) else {
        return .body(body, shown, adding: extras(profile))
      }
      return .body(
        ErrorBody.handler(message: message, code: JSON(shown.code)), shown,
        adding: extras(profile))
    }
  }

  private func extras(_ profile: Profile) -> JSONObject {
    guard profile.isLenient, let hint else { return [:] }
    return ["hint": .string(hint)]
  }

  /// The same, with the hint that the request has no body that could be read.
  var forWantOfABody: Refusal {
    var refusal = self
    refusal.hint = "The request has no JSON body."
    return refusal
  }

  /// The messaging API's shape: `{"success":false,"error":"…"}`, sometimes with details.
  static func message(
    _ status: HTTPStatus, _ text: String, details: String? = nil
  ) -> Refusal {
    Refusal(status, .text(text, details: details))
  }

  /// The agents API's shape: `{"success":false,"error":{"code":"…","message":"…"}}`.
  static func coded(
    _ status: HTTPStatus, _ code: String, _ text: String, details: String? = nil
  ) -> Refusal {
    Refusal(status, .coded(code: code, message: text, details: details))
  }

  /// The shape of what no handler caught: `{"success":false,"error":{"message":"…","code":500}}`.
  static func uncaught(
    _ text: String, status: HTTPStatus = .internalServerError, code: JSON = 500
  ) -> Refusal {
    Refusal(status, .handler(message: text, code: code))
  }

  /// A handler of a real server reads a field of a body that is not there, and fails.
  static func noBody(destructuring field: String) -> Refusal {
    uncaught("Cannot destructure property '\(field)' of 'req.body' as it is undefined.")
      .forWantOfABody
  }
}
