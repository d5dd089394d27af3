import ArgumentParser
import ElizaDomain

/// A profile as typed; see `Profile.named(_:)`.
struct ProfileArgument: ExpressibleByArgument {
  let name: String

  init?(argument: String) {
    name = argument
  }

  static var allValueStrings: [String] { Profile.all.map(\.name) }

  /// Finds the profile; throws a usage error that lists the known ones.
  func found() throws -> Profile {
    do {
      return try Profile.named(name)
    } catch {
      throw ValidationError("--profile: \(error)")
    }
  }
}
