import ElizaModel
import HTTP1
import JSON

/// `/api/system/env/local`: a `.env` file that exists in memory only.
///
/// It begins empty, and neither the file system nor the environment of the process is looked at.
struct EnvironmentRoutes {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let path = "/api/system/env/local"
    router.add(.get, path, ServerContracts.environment, read)
    router.add(.post, path, ServerContracts.setEnvironment, replace)
  }

  private func read(_ call: Call) throws(Refusal) -> Answer {
    .data(.object(world.localEnvironment))
  }

  private func replace(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "content")
    guard let content = body["content"]?.objectValue else {
      throw .coded(
        .badRequest, "INVALID_INPUT", "Missing or invalid \"content\" in request body")
    }
    world.localEnvironment = content.reduce(into: [:]) { environment, member in
      environment[member.key] = .string(MessageContent(member.value).text)
    }
    return .body(Outcome(message: "Local env updated"))
  }
}
