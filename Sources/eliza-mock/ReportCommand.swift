import ArgumentParser
import HTTP1

/// `eliza-mock report`: what happened at a running server, and what its frontend does wrong.
struct ReportCommand: ParsableCommand {
  /// How a report is written.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case junit
  }

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell what happened at a running server, and what its frontend does wrong.")

  @OptionGroup var server: ServerOption

  @Option(name: .customLong("as"), help: "How the report is written: text, json or junit.")
  var form = Form.text

  @Flag(help: "The run is over: also tell what clients left undone, such as ending their session.")
  var end = false

  func run() throws {
    let target = "/__mock/v1/report?as=\(form.rawValue)\(end ? "&end=1" : "")"
    let text = String(decoding: try server.ask(.get, target), as: UTF8.self)
    Terminal.announce(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}
