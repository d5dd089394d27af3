import HTTP1
import JSON

/// Why a call of the control API is refused, as RFC 9457 has it, with a hint at what would work.
struct Problem: Error {
  let status: HTTPStatus
  let title: String
  let detail: String
  let hint: String
  var fields: [(String, String)] = []

  static func forbidden(_ detail: String, hint: String) -> Problem {
    Problem(status: HTTPStatus(403), title: "Forbidden", detail: detail, hint: hint)
  }

  static func notFound(hint: String) -> Problem {
    Problem(
      status: HTTPStatus(404), title: "Not found", detail: "The control API has no such call.",
      hint: hint)
  }

  static let onlyGET = Problem(
    status: HTTPStatus(405), title: "Method not allowed", detail: "This call answers GET only.",
    hint: "Repeat it as GET.", fields: [("Allow", "GET, HEAD")])

  var response: HTTPResponse {
    let body: JSON = [
      "type": "about:blank", "title": .string(title), "status": JSON(status.code),
      "detail": .string(detail), "hint": .string(hint),
    ]
    var response = HTTPResponse(
      status, headers: ["Content-Type": "application/problem+json"], body: body.serialized())
    for (name, value) in fields { response.headers.add(name, value) }
    return response
  }
}

extension HTTPResponse {
  /// Status 200 and JSON that is made for this moment.
  init(json: JSON) {
    self.init(
      HTTPStatus(200),
      headers: [
        "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store",
      ],
      body: json.serialized())
    isCompressible = true
  }
}
