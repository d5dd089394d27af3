import ArgumentParser
import HTTP1
import JSON
import SocketIOClient

/// Which running server a command asks.
struct ServerOption: ParsableArguments {
  @Argument(help: ArgumentHelp("The server, in place of --url.", valueName: "url"))
  var server: String?

  @Option(
    help: ArgumentHelp(
      "The server. (default: ELIZA_MOCK_URL, else http://127.0.0.1:3000)",
      valueName: "url"))
  var url: String?

  /// Finds what is wrong with the address before anything is done.
  func validate() throws { _ = try chosen() }

  /// The server that was asked for, as it was typed and as it is reached.
  func chosen() throws -> (url: String, address: ServerAddress) {
    if let server, url != nil {
      throw ValidationError(
        "The server is given twice, as '\(server)' and with --url; leave one out.")
    }
    let url = try EnvironmentFallback.value(server ?? url, "URL") ?? "http://127.0.0.1:3000"
    do throws(AddressError) {
      return (url, try ServerAddress(url))
    } catch {
      let origin = server ?? self.url == nil ? "The variable ELIZA_MOCK_URL" : "The address"
      throw ValidationError("\(origin) names no server: \(error), such as http://127.0.0.1:3000.")
    }
  }

  /// Asks a call of the control API; what goes wrong is said, and ends the command.
  func ask(
    _ method: HTTPMethod, _ target: String, json: [UInt8] = []
  ) throws -> [UInt8] {
    let (url, address) = try chosen()
    let reply = try reply(of: Inquiry(of: address), at: url, method, target, json)
    guard reply.status.code != 200 else { return reply.body }
    Terminal.complain("eliza-mock: \(url) answers \(reply.status.code)\(Self.detail(reply.body))")
    throw ExitStatus.unreachable
  }

  private func reply(
    of inquiry: Inquiry, at url: String, _ method: HTTPMethod, _ target: String, _ json: [UInt8]
  ) throws -> Inquiry.Reply {
    do throws(Inquiry.Failure) {
      return try inquiry.send(method, target, json: json)
    } catch {
      switch error {
      case .unreachable(let reason):
        Terminal.complain("eliza-mock: no mock server answers at \(url): \(reason)")
        throw ExitStatus.unreachable
      case .timedOut:
        Terminal.complain("eliza-mock: \(url) did not answer in time")
        throw ExitStatus.timedOut
      }
    }
  }

  private static func detail(_ body: [UInt8]) -> String {
    guard let problem = try? JSON(parsing: body), let detail = problem["detail"]?.stringValue else {
      return ": is it a mock server?"
    }
    return ": \(detail) \(problem["hint"]?.stringValue ?? "")"
  }
}
