import ArgumentParser
import SocketIOClient

/// The address of a real server as typed: `http` or `https`, without a path.
struct UpstreamArgument: ExplainedArgument {
  let address: ServerAddress

  static let expectation = "an address such as https://eliza.example.com, without a path"

  init?(argument: String) {
    let text = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
    guard text.lowercased().hasPrefix("http"), let address = try? ServerAddress(text),
      address.namespace == "/", address.query.isEmpty
    else { return nil }
    self.address = address
  }
}
