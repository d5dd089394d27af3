import ArgumentParser
import MockServer

/// `eliza-mock replay`: serve recordings.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Serve recorded conversations.",
    usage: "eliza-mock replay <file.jsonl|dir> ... [<file.mock.yaml> ...] [options of serve]",
    discussion: """
      Clients get what the recorded server said, as long after what led to it as then, with ids of their own. \
      Several recordings are asked in their order. With --on-mismatch script the scenario files answer what \
      nothing recorded fits. Exits with 1 when something did not fit, unless told otherwise.
      """)

  @OptionGroup var options: ServeOptions

  @OptionGroup var replay: ReplayArguments

  mutating func validate() throws {
    try options.refuseWatch("replay")
    guard !options.files.isEmpty else {
      throw ValidationError("There is no recording to replay: eliza-mock replay chat.jsonl")
    }
  }

  mutating func run() throws {
    try options.lookIntoFolders()
    guard !options.recordings.isEmpty else {
      let files = options.files.joined(separator: ", ")
      Terminal.complain(
        "eliza-mock: there is no recording in \(files): names of recordings end with .jsonl")
      throw ExitStatus.usage
    }
    let configuration = try options.configuration(replayedAs: replay)
    let server = try Serve.serve(configuration, options)
    if let settings = configuration.replay, ReplayArguments.hasMissed(server, settings) {
      throw ExitStatus.checkFailed
    }
  }
}
