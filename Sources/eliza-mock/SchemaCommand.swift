import ArgumentParser
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
      "openapi, asyncapi, control, scenario or overlay (for editors), or a type such as SessionInfo.",
      valueName: "name"))
  var document: String

  @Option(
    help: ArgumentHelp(
      "Which ElizaOS to describe; 1.6 and 1.7 pick the newest that fits. (default: lenient)",
      valueName: "name"))
  var profile: ProfileArgument?

  func run() throws {
    let profile = try EnvironmentFallback.value(profile, "PROFILE")?.found() ?? .lenient
    let contracts = Contracts(profile: profile)
    let files = FileSchemas.names.joined(separator: ", ")
    guard let json = FileSchemas.named(document) ?? contracts.named(document) else {
      throw ValidationError(
        "There is no schema '\(document)'. There are openapi, asyncapi, control, \(files), "
          + contracts.schemaNames.joined(separator: ", ") + ".")
    }
    Terminal.announce(json.text)
  }
}
