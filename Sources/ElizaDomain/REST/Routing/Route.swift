import HTTP1

/// What answers one method on one path.
struct Route {
  /// Answers a call; a thrown refusal is an answer as well.
  typealias Handler = (Call) throws(Refusal) -> Answer

  /// The method; GET stands for HEAD too.
  let method: HTTPMethod
  /// The path.
  let pattern: RoutePattern
  /// What it promises.
  let contract: Contract
  /// The handler.
  let handler: Handler
}
