import HTTP1
import JSON

/// One call while it is being answered, now or later.
struct ControlCall {
  let request: HTTPRequest
  let parameters: [String: String]
  /// What the caller sent along.
  let fields: ControlFields
  /// The items of the query.
  let query: ControlFields
  let subject: any ControlSubject
  let recordings: Recordings
  let exchange: any HTTPExchange

  /// The value of a segment in braces.
  func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// Answers with status 200.
  func answer(_ json: JSON) {
    exchange.respond(HTTPResponse(json: json))
  }

  /// Answers with a text that is no JSON.
  func answer(_ text: String, type: String) {
    answer(Array(text.utf8), type: type)
  }

  /// Answers with the bytes of such a text.
  func answer(_ text: [UInt8], type: String) {
    exchange.respond(
      HTTPResponse(
        HTTPStatus(200),
        headers: ["Content-Type": "\(type); charset=utf-8", "Cache-Control": "no-store"],
        body: text))
  }

  /// Answers that something was made.
  func answerMade(_ json: JSON) {
    exchange.respond(HTTPResponse(json: json, HTTPStatus(201)))
  }

  /// Answers that it cannot be done.
  func answer(_ problem: Problem) {
    exchange.respond(problem.response)
  }
}
