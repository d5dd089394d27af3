import HTTP1
import JSON

/// An error answer, in the shape its part of the API has for errors.
struct Refusal: Error {
  let answer: Answer

  init(_ answer: Answer) {
    self.answer = answer
  }

  init(_ status: HTTPStatus, _ body: JSON) {
    answer = .json(status, body)
  }

  /// The messaging API's shape: `{"success":false,"error":"…"}`, sometimes with details.
  static func message(
    _ status: HTTPStatus, _ text: String, details: String? = nil
  ) -> Refusal {
    var body: JSONObject = ["success": false, "error": .string(text)]
    body["details"] = details.map(JSON.string)
    return Refusal(status, .object(body))
  }

  /// The agents API's shape: `{"success":false,"error":{"code":"…","message":"…"}}`.
  static func coded(
    _ status: HTTPStatus, _ code: String, _ text: String, details: String? = nil
  ) -> Refusal {
    var error: JSONObject = ["code": .string(code), "message": .string(text)]
    error["details"] = details.map(JSON.string)
    return Refusal(status, ["success": false, "error": .object(error)])
  }

  /// The shape of what no handler caught: `{"success":false,"error":{"message":"…","code":500}}`.
  static func uncaught(
    _ text: String, status: HTTPStatus = .internalServerError, code: JSON = 500
  ) -> Refusal {
    Refusal(status, ["success": false, "error": ["message": .string(text), "code": code]])
  }

  /// A handler of a real server reads a field of a body that is not there, and fails.
  static func noBody(destructuring field: String) -> Refusal {
    uncaught("Cannot destructure property '\(field)' of 'req.body' as it is undefined.")
  }
}
