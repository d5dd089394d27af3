import HTTP1
import JSON

/// What a handler has to say.
enum Answer {
  /// A JSON body.
  case json(HTTPStatus, JSON)
  /// A body of another kind; the text is its content type.
  case text(HTTPStatus, type: String, String)
  /// No body.
  case empty(HTTPStatus)
  /// The handler answers later, through the call.
  case later

  /// `{"success":true,"data":…}`.
  static func data(_ value: JSON, status: HTTPStatus = .ok) -> Answer {
    .json(status, ["success": true, "data": value])
  }
}
