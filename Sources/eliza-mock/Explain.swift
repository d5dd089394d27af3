import ArgumentParser
import JSON
import Scenario
import ScenarioFiles

/// `eliza-mock explain`: which rule of a file answers a text, and why the others do not.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which rule of a scenario answers a text, and why the others do not.",
    usage: "eliza-mock explain <file> --text <text> ... [--agent <agent>] [--sender <name>]",
    discussion: """
      Several texts are taken as one conversation: rules count their turns, and what steps set is there for the \
      next text. Nothing is served.
      """)

  @Argument(help: ArgumentHelp("The scenario file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("What the user says; repeatable, in order.", valueName: "text"))
  var text: [String] = []

  @Option(
    help: ArgumentHelp("The agent that is asked, by id or name; the first one.", valueName: "agent")
  )
  var agent: String?

  @Option(help: ArgumentHelp("The name the user goes by.", valueName: "name"))
  var sender = "User"

  func run() throws {
    // Not demanded by the parser, which would call a misspelt option a missing one.
    guard !text.isEmpty else {
      throw ValidationError("There is no text to explain: --text \"hello\"")
    }
    let definition = try scenario()
    let director = Director(definition, options: Director.Options(seed: definition.seed ?? 0))
    let part = definition.agents.first { $0.id == agent || $0.name == agent }
    for text in text {
      var message = MessageContext(
        text: text, senderName: sender,
        agentID: part?.id ?? agent ?? definition.agents.first?.id ?? "",
        agentName: part?.name ?? agent ?? definition.agents.first?.name ?? "",
        conversation: "explain")
      message.payload = ["message": .string(text), "senderName": .string(sender)]
      tell(director.explain(message), of: text)
      for step in director.direct(message).steps { _ = director.resolve(step, message) }
    }
  }

  private func scenario() throws -> ScenarioDefinition {
    do throws(UnusableFile) {
      return try ScenarioFile(at: file).definition
    } catch {
      Terminal.complain(error.description)
      throw ExitStatus.badFile
    }
  }

  private func tell(_ explanation: Explanation, of text: String) {
    let answer = explanation.ruleID.map { "rule '\($0)'" } ?? "no rule, so 'otherwise'"
    Terminal.announce("\(explanation.turn). \"\(text)\" is answered by \(answer)")
    for verdict in explanation.verdicts {
      Terminal.announce("   \(verdict.ruleID): \(verdict.outcome)")
    }
  }
}
