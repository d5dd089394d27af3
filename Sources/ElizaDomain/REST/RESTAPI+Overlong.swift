public import HTTP1

extension RESTAPI {
  /// The response to a request for `target` whose body is too long to be read.
  ///
  /// Real servers read no body beyond their limit either, and say so as of any other failure inside the
  /// API; nil where a plain refusal of the transport says it better.
  public func refusalOfBody(beyondLimitAt target: String?) -> HTTPResponse? {
    guard !world.profile.isLenient, let target else { return nil }
    let request = HTTPRequest(method: .post, target: target)
    guard request.isInsideAPI else { return nil }
    let answer = Refusal.uncaught("request entity too large").answer(world.profile)
    return writer.response(to: request, answer)
  }
}
