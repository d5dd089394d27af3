import HTTP1

extension HTTPStatus {
  static let ok = HTTPStatus(200)
  static let created = HTTPStatus(201)
  static let accepted = HTTPStatus(202)
  static let noContent = HTTPStatus(204)
  static let partialContent = HTTPStatus(206)
  static let notModified = HTTPStatus(304)
  static let badRequest = HTTPStatus(400)
  static let unauthorized = HTTPStatus(401)
  static let forbidden = HTTPStatus(403)
  static let notFound = HTTPStatus(404)
  static let gone = HTTPStatus(410)
  static let rangeNotSatisfiable = HTTPStatus(416)
  static let tooManyRequests = HTTPStatus(429)
  static let internalServerError = HTTPStatus(500)
  static let serviceUnavailable = HTTPStatus(503)
}
