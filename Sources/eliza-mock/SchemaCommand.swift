import ArgumentParser
import Bytes
import ControlAPI
import ElizaDomain
import JSON
import ScenarioFiles

/// `eliza-mock schema`: print a contract, without a server.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Print the OpenAPI or AsyncAPI document, or the JSON Schema of a file format or type.",
    discussion: """
      A running server has the same under /__mock/v1/openapi.json, asyncapi.json, control.json and \
      schemas/NAME.
      """)

  @Argument(
    help: ArgumentHelp(
      "openapi, asyncapi, control, scenario or overlay (for editors), or a type such as SessionInfo; without one all names are listed.",
      valueName: "name"))
  var document: String?

  @Option(
    help: ArgumentHelp(
      "Which ElizaOS to describe; 1.6 and 1.7 pick the newest that fits. (default: lenient)",
      valueName: "name"))
  var profile: ProfileArgument?

  func run() throws {
    let profile = try EnvironmentFallback.value(profile, "PROFILE")?.found() ?? .lenient
    let contracts = Contracts(profile: profile)
    let names =
      ["openapi", "asyncapi", "control"] + FileSchemas.names + contracts.schemaNames
    guard let document else { return Terminal.announce(names.joined(separator: "\n")) }
    guard let json = FileSchemas.named(document) ?? contracts.named(document) else {
      throw ValidationError(
        "There is no schema '\(document)'.\(Self.advice(document, names)) "
          + "'eliza-mock schema' lists all \(names.count).")
    }
    Terminal.announce(json.text)
  }

  /// The names that are likest to the one that was typed.
  private static func advice(_ typed: String, _ names: [String]) -> String {
    let near = Nearest.words(to: typed, among: names).prefix(3)
    return near.isEmpty ? "" : " Did you mean \(near.joined(separator: ", or "))?"
  }
}
