import Bytes
import ElizaDomain
import JSON

/// A profile and what a file changes in it, whatever the order of its keys.
struct AdjustedProfile: Sendable {
  var base = Profile.lenient
  var changes: [@Sendable (inout Profile) -> Void] = []

  /// The profile with the changes made.
  var profile: Profile {
    changes.reduce(into: base) { $1(&$0) }
  }
}

extension Declaration where Value == Profile {
  /// Which ElizaOS is played: a profile by name, or one with switches of its own.
  static let profile: Declaration<Profile> = .named(
    "Profile", "a profile such as lenient or 1.7.2, or { base: lenient, ackCallbacks: never }",
    [.scalar, .mapping]
  ) {
    .either("a profile", [base, adjusted])
  }

  private static let adjusted = Record(
    "a profile", from: AdjustedProfile(),
    [
      Key(
        "base", base, "The profile that the switches change; lenient unless said otherwise.", \.base
      )
    ] + ProfileSwitch.all
  ).declaration.map { $0.profile }

  private static let base = Declaration("the name of a profile", [.scalar]) { node, reading in
    guard !node.written.isEmpty else { return nil }
    do throws(UnknownProfile) {
      return try Profile.named(node.written)
    } catch {
      let advice = Nearest.advice(for: error.name, among: error.knownNames, called: "Known")
      reading.error(
        "there is no profile '\(error.name.shortened)'\(advice)", at: node.place,
        nearest: Nearest.word(to: error.name, among: error.knownNames))
      return nil
    }
  } schema: { _ in
    [
      "anyOf": [
        ["enum": .array(Profile.all.map { .string($0.name) })], ["type": ["string", "number"]],
      ]
    ]
  }
}
