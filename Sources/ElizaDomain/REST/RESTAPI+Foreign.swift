public import HTTP1

extension RESTAPI {
  /// An answer that is not the API's own, with the fields that all of its answers carry.
  public func response(
    _ status: HTTPStatus, type: String?, body: [UInt8], to request: HTTPRequest
  ) -> HTTPResponse {
    var fields = writer.fields(for: request)
    if let type { fields.add("Content-Type", type) }
    return HTTPResponse(status, headers: fields, body: body)
  }
}
