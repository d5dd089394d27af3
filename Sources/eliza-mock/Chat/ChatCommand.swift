import ArgumentParser
import ElizaClient
import ElizaModel
import MockServer
import Scenario
import ScenarioFiles
import SocketIOClient

/// `eliza-mock chat`: the bundled reference client, in the terminal.
struct ChatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat",
    abstract: "Talk to an ElizaOS server, this mock or a real one, in the terminal.",
    discussion: """
      Type and press return; /help lists the commands. Lines that come from a pipe or --script are said one \
      after the other, each once the one before is answered; among them '/expect TEXT' demands that the next \
      answer has TEXT in it, '/wait 2s' waits, and '#' begins a comment.
      Exit codes: 0 fine, 1 an expectation that was not met or a message that was refused, 5 no server \
      answers, 6 no answer in time, 130 or 143 ended by SIGINT or SIGTERM.
      """)

  @OptionGroup var server: ServerOption

  @Option(help: "How messages travel: socket, or polling through the Sessions API.")
  var transport = TransportArgument.socket

  @Option(
    help: ArgumentHelp("The agent to talk to. (default: the server's first)", valueName: "id"))
  var agent: String?

  @Option(help: ArgumentHelp("Who talks: a name, or a UUID.", valueName: "name"))
  var user: String?

  @Option(help: ArgumentHelp("What the server asks for as API key.", valueName: "key"))
  var apiKey: String?

  @Flag(help: "Show the event log that the frontend guide describes.")
  var log = false

  @Option(help: ArgumentHelp("Say the lines of a file, one by one.", valueName: "file"))
  var script: String?

  @Option(
    help: ArgumentHelp("How long a script waits for an answer.", valueName: "time"),
    transform: DurationArgument.read)
  var timeout = DurationArgument(.seconds(30))

  func run() throws {
    let (url, address) = try server.chosen()
    let options = try clientOptions(for: address)
    let lines = try script.map(Self.lines(of:))
    let loop = try ClientLoop(options.socket)
    let driver = ConversationDriver(address, options, in: loop.surroundings)
    let display = ChatDisplays.make(isScripted: lines != nil)
    let chat = Chat(
      driver, loop: loop, display: display, url: url, showsLog: log, timeout: timeout.duration)
    SignalWait.onSignal(Self.ender(of: chat, loop))
    chat.start(saying: lines)
    loop.run()
    display.close()
    if let status = chat.status { throw status }
  }

  /// Leaves in order at the first signal, so that the terminal is put back and the session is ended, and at
  /// once at the next.
  private static func ender(
    of chat: Chat, _ loop: ClientLoop
  ) -> @Sendable (_ signal: Int32, _ isRepeated: Bool) -> Void {
    let leave = loop.caller { (signal: Int32) in chat.leave(ExitCode(128 &+ signal)) }
    return { signal, isRepeated in
      if isRepeated { Terminal.abandonTyping(128 &+ signal) }
      leave(signal)
    }
  }

  private func clientOptions(for address: ServerAddress) throws -> ElizaClientOptions {
    var options = ElizaClientOptions()
    options.transport = transport == .socket ? .socket : .polling
    options.agentID = try EnvironmentFallback.value(agent, "AGENT")
    options.apiKey = try EnvironmentFallback.value(apiKey, "API_KEY")
    if let user { Identifier.isUUID(user) ? (options.userID = user) : (options.userName = user) }
    options.socket.trust = address.usualTrust
    return options
  }

  private static func lines(of path: String) throws -> [String] {
    do throws(UnusableFile) {
      let text = String(decoding: try FileContents.read(path), as: UTF8.self)
      return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    } catch {
      Terminal.complain("eliza-mock: \(error)")
      throw ExitStatus.badFile
    }
  }
}
