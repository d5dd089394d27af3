import ArgumentParser
import Recording
import ScenarioFiles

/// `eliza-mock convert`: make a fixture, a scenario or an archive of a recording.
struct Convert: ParsableCommand {
  /// What a recording can become.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// Lines that `replay` plays.
    case fixture
    /// Rules that `serve` plays.
    case scenario
    /// An archive for other tools.
    case har
  }

  static let configuration = CommandConfiguration(
    abstract: "Make a fixture, a scenario or a HAR archive of a recording.",
    usage: "eliza-mock convert <file> --output <file> [--to <format>] [--redact <rules>] [--force]",
    discussion: """
      Takes fixtures, HAR archives as browsers and Playwright write them, with their WebSocket messages, and \
      scripted recordings. Ids become names, times offsets, and secrets are taken out, as when recording; with \
      --redact more of them, of a fixture too. In a scenario texts become rules, waits the agent's thinking time, \
      and what came piece by piece is streamed. A HAR archive becomes the same fixture again.
      """)

  @Argument(help: ArgumentHelp("What was recorded.", valueName: "file"))
  var input: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write, such as chat.jsonl.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("fixture, scenario or har.", valueName: "format"))
  var to = Format.fixture

  @Option(
    help: ArgumentHelp(
      "Rules for more to take out, as record has them: a file with keys, paths and patterns.",
      valueName: "rules"))
  var redact: String?

  @Flag(help: "Replace the file if there is one already.")
  var force = false

  func run() throws {
    // Not demanded by the parser, which would call a misspelt option a missing one.
    guard let output else { throw ValidationError("There is no file to write: -o chat.jsonl") }
    guard force || !Terminal.isFile(output) else {
      Terminal.complain(
        "\(output) is there already; write to another file, or replace it with --force")
      throw ExitStatus.badFile
    }
    let fixture = try RecordingInput.fixture(input, redactedBy: redact)
    var text = try converted(fixture)
    // Written back with the line feed that every line ends with.
    text.removeLast()
    if let failure = Terminal.writeFile(output, line: text) {
      Terminal.complain("\(output) cannot be written: \(failure)")
      throw ExitStatus.badFile
    }
    for (place, text) in fixture.leftOut {
      Terminal.complain("\(input): warning: recorded line \(place + 1): \(text)")
    }
    Terminal.announce("\(output): made of \(fixture.lines.count) recorded lines")
  }

  private func converted(_ fixture: Fixture) throws -> String {
    switch to {
    case .fixture: return String(decoding: fixture.serialized, as: UTF8.self)
    case .har: return ArchiveText.text(of: fixture) + "\n"
    case .scenario: return try scenario(fixture)
    }
  }

  private func scenario(_ fixture: Fixture) throws -> String {
    let name = fixture.head.title ?? "recorded"
    guard let text = ScenarioText.text(of: fixture, name: name) else {
      Terminal.complain("\(input): there is no message to an agent in it")
      throw ExitStatus.badFile
    }
    return text
  }
}
