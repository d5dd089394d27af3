import JSON
import SocketIOClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Socket.IO client whose hands are another program: it takes one JSON command a line, and writes what
/// comes of it and what happens, one JSON value a line.
///
/// `socket-probe URL [OPTIONS]`; the options are a JSON object with the names of the JavaScript client.
@main
struct SocketProbe {
  /// On the main thread, since `readLine` blocks, and a pool of tasks may have one thread only.
  @MainActor static func main() async {
    do {
      try await run()
    } catch {
      // Left to the runtime, an error ends the program as a trap does.
      Output.complain("socket-probe: \(error)")
      exit(2)
    }
  }

  @MainActor private static func run() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let url = arguments.first else { throw ProbeError.usage("socket-probe URL [OPTIONS]") }
    let options = try ClientOptions(named: JSON(parsing: arguments.dropFirst().first ?? "{}"))
    let client = try SocketIOClient(url, options: options)
    let talk = Talk(client)
    while let line = readLine() { await talk.obey(try JSON(parsing: line)) }
    await client.close()
  }
}

/// What the other program has got wrong.
enum ProbeError: Error, CustomStringConvertible {
  case usage(String)

  var description: String {
    switch self {
    case .usage(let text): text
    }
  }
}
