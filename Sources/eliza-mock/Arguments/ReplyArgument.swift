import ArgumentParser
import Scenario

/// A reply template as typed; see `ReplyTemplate`.
struct ReplyArgument: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    text = argument
  }

  /// Reads the template; throws a usage error that says what is wrong with it.
  func parsed() throws -> ReplyTemplate {
    do {
      return try ReplyTemplate(text)
    } catch {
      throw ValidationError("--reply: \(error)")
    }
  }
}
