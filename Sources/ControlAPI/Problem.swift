import Bytes
import HTTP1
import JSON

/// Why a call of the control API is refused, as RFC 9457 has it, with a hint at what would work.
struct Problem: Error {
  let status: HTTPStatus
  let title: String
  let detail: String
  let hint: String
  var fields: [(String, String)] = []
  /// Further members of the body.
  var members: JSONObject = [:]

  /// The answer that tells about it.
  var response: HTTPResponse {
    var body: JSONObject = [
      "type": "about:blank", "title": .string(title), "status": JSON(status.code),
      "detail": .string(detail), "hint": .string(hint),
    ]
    for member in members { body[member.key] = member.value }
    var response = HTTPResponse(
      status, headers: ["Content-Type": "application/problem+json", "Cache-Control": "no-store"],
      body: JSON.object(body).serialized())
    for (name, value) in fields { response.headers.add(name, value) }
    return response
  }
}

extension Problem {
  static func forbidden(_ detail: String, hint: String) -> Problem {
    Problem(status: HTTPStatus(403), title: "Forbidden", detail: detail, hint: hint)
  }

  static func notFound(
    _ detail: String = "The control API has no such call.", hint: String, members: JSONObject = [:]
  ) -> Problem {
    Problem(
      status: HTTPStatus(404), title: "Not found", detail: detail, hint: hint, members: members)
  }

  static func methodNotAllowed(_ method: HTTPMethod, _ allowed: [HTTPMethod]) -> Problem {
    var names = allowed.map(\.rawValue)
    if allowed.contains(.get) { names.append("HEAD") }
    let list = names.joined(separator: ", ")
    return Problem(
      status: HTTPStatus(405), title: "Method not allowed",
      detail: "This call does not answer \(method).", hint: "Repeat it as \(list).",
      fields: [("Allow", list)])
  }

  /// What was sent cannot be understood.
  static func badRequest(_ detail: String, hint: String) -> Problem {
    Problem(status: HTTPStatus(400), title: "Bad request", detail: detail, hint: hint)
  }

  /// It is not the time for that.
  static func conflict(_ detail: String, hint: String) -> Problem {
    Problem(status: HTTPStatus(409), title: "Conflict", detail: detail, hint: hint)
  }

  /// What was waited for did not happen.
  static func timedOut(_ detail: String, hint: String, members: JSONObject) -> Problem {
    Problem(
      status: HTTPStatus(408), title: "Timed out", detail: detail, hint: hint, members: members)
  }

  /// A text with mistakes in it; beyond a hundred, `mistakes` may count the rest in a last one.
  static func mistakes(
    _ mistakes: Mistakes, in what: String, _ request: HTTPRequest,
    hint: String = "Nothing was changed. 'problems' has the mistakes with their lines and columns."
  ) -> Problem {
    let errors = mistakes.all.filter { !$0.isWarning }
    let first = errors.first.map { mistake in
      let place =
        mistake.path ?? mistake.line.map { "line \($0), column \(mistake.column ?? 1)" }
      return (place.map { "\($0): " } ?? "") + mistake.message
    }
    let number = errors.count > 100 ? "more than 100" : "\(errors.count)"
    let count = errors.count == 1 ? "a mistake" : "\(number) mistakes, the first"
    var problem = badRequest(
      "The \(what) has \(count): \(first ?? "").",
      hint: lostLineBreaks(request) ?? hint)
    problem.members = ["problems": .array(mistakes.all.map(\.json))]
    return problem
  }

  /// What `curl -d @file` does to a file.
  private static func lostLineBreaks(_ request: HTTPRequest) -> String? {
    let type = request.headers["Content-Type"] ?? ""
    guard type.hasPrefix("application/x-www-form-urlencoded"),
      request.body.first.map({ $0 != UInt8(ascii: "{") }) ?? false,
      !request.body.contains(UInt8(ascii: "\n"))
    else { return nil }
    return "The body has no line breaks: curl's -d drops them; use --data-binary @FILE, or -T FILE."
  }

  /// A name in the path that nothing has.
  static func unknownName(
    _ what: String, _ name: String, known: [String], none: String
  ) -> Problem {
    let nearest = Nearest.word(to: name, among: known).map { "Did you mean '\($0)'? " } ?? ""
    return notFound(
      "There is no \(what) '\(name)'.",
      hint: known.isEmpty ? none : nearest + "There are \(known.joined(separator: ", ")).")
  }

  /// A member nobody knows.
  static func unknownMember(_ name: String, of place: String, known: [String]) -> Problem {
    let nearest = Nearest.word(to: name, among: known).map { "Did you mean '\($0)'? " } ?? ""
    let list = known.isEmpty ? "It takes none." : "It takes \(known.joined(separator: ", "))."
    return badRequest("\(place) has no '\(name)'.", hint: nearest + list)
  }

  /// A member with a wrong value.
  static func badMember(_ name: String, of place: String, _ reason: String) -> Problem {
    badRequest("'\(name)' of \(place) \(reason).", hint: "See \(ControlAPI.base)/control.json.")
  }
}

extension HTTPResponse {
  /// JSON that is made for this moment.
  init(json: JSON, _ status: HTTPStatus = HTTPStatus(200)) {
    self.init(
      status,
      headers: [
        "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store",
      ],
      body: json.serialized())
    isCompressible = true
  }
}
