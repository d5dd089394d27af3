import ArgumentParser
import HTTP1
import JSON

/// `eliza-mock verify`: whether what a scenario expects of the client has happened.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Tell whether what a running server's scenario expects has happened; else exit with 1.")

  @OptionGroup var server: ServerOption

  @Option(
    help: ArgumentHelp(
      "Expect this as well, such as '{\"joined\": {\"atLeast\": 1}}'; may be repeated.",
      valueName: "json"))
  var expect: [String] = []

  func run() throws {
    let expectations = try expect.map { text -> JSON in
      do throws(JSONError) {
        return try JSON(parsing: Array(text.utf8))
      } catch {
        throw ValidationError("The value '\(text)' is invalid for '--expect <json>': \(error)")
      }
    }
    let body: JSON = ["expect": .array(expectations)]
    let answer = try JSON(
      parsing: try server.ask(.post, "/__mock/v1/verify", json: body.serialized()))
    for verdict in answer["expectations"]?.arrayValue ?? [] {
      Terminal.announce(Self.line(verdict))
    }
    guard answer["met"]?.boolValue == true else { throw ExitStatus.unmet }
  }

  private static func line(_ verdict: JSON) -> String {
    let sign = verdict["met"]?.boolValue == true ? "✔" : "✘"
    let expected = verdict["expected"]?.stringValue ?? ""
    return "\(sign) \(expected) (counted \(verdict["actual"]?.intValue ?? 0))"
  }
}
