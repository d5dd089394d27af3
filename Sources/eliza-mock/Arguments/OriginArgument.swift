import ArgumentParser

/// A browser origin as typed: `scheme://host[:port]`, or `*` for any.
struct OriginArgument: ExplainedArgument {
  /// The origin as browsers write it; nil for any.
  let origin: String?

  static let expectation = "an origin such as http://localhost:5173, or * for any"

  init?(argument: String) {
    guard argument != "*" else {
      origin = nil
      return
    }
    let text = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].hasSuffix(":"), parts[0].count > 1, parts[1].isEmpty,
      !parts[2].isEmpty
    else { return nil }
    origin = text.lowercased()
  }
}
