import ArgumentParser
import Scenario

/// A thinking time as typed; see `ThinkTime.init(parsing:)`.
struct ThinkTimeArgument: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    text = argument
  }

  /// Reads the text; throws a usage error in the parser's own words.
  func parsed() throws -> ThinkTime {
    do {
      return try ThinkTime(parsing: text)
    } catch {
      throw ValidationError("--think: \(error)")
    }
  }
}
