import HTTP1

/// What answers one method on one path.
///
/// A class, since every call takes one out of the router.
final class Route {
  /// Answers a call; a thrown refusal is an answer as well.
  typealias Handler = (Call) throws(Refusal) -> Answer

  /// Its place among the routes of its router.
  let number: Int
  /// The method; GET stands for HEAD too.
  let method: HTTPMethod
  /// The path.
  let pattern: RoutePattern
  /// What it promises.
  let contract: Contract
  /// The handler.
  let handler: Handler

  init(
    number: Int, method: HTTPMethod, pattern: RoutePattern, contract: Contract,
    handler: @escaping Handler
  ) {
    self.number = number
    self.method = method
    self.pattern = pattern
    self.contract = contract
    self.handler = handler
  }
}
