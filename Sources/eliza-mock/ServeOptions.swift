import ArgumentParser
import MockServer

/// What `serve` can be told; each option left out falls back to its `ELIZA_MOCK_*` variable.
struct ServeOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Scenario files, or folders of them: what the agents say. (default: the built-in ELIZA)",
      valueName: "file|dir"))
  var files: [String] = []

  @Flag(help: "Read the scenario files again when they change.")
  var watch = false

  @OptionGroup var address: ListeningAddress

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long the agent thinks: 800ms (the default), 200ms-1s, or median=900ms,p95=2.5s,max=6s.",
      valueName: "duration"))
  var think: ThinkTimeArgument?

  @Option(
    help: ArgumentHelp(
      "Answer every message with this text; {{ text }} stands for the message.",
      valueName: "text"))
  var reply: ReplyArgument?

  @Option(
    name: .customLong("agent"),
    help: ArgumentHelp(
      "An agent to play, repeatable. (default: Eliza)", valueName: "id[=name]"),
    transform: AgentArgument.read)
  var agents: [AgentArgument] = []

  @Option(
    name: .customLong("character"),
    help: ArgumentHelp(
      "An ElizaOS character to play, a JSON file, repeatable; in place of Eliza unless --agent adds her.",
      valueName: "file"))
  var characters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which ElizaOS to be; 1.6 and 1.7 pick the newest that fits. (default: lenient)",
      valueName: "name"))
  var profile: ProfileArgument?

  @Flag(help: "Same as --profile 1.7.2.")
  var strict = false

  @Option(help: "Repeat ids, delays and replies: same seed, same output.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "How scenario time runs: real (the default), manual, or a factor such as x10.",
      valueName: "real|manual|xN"), transform: ClockArgument.read)
  var clock: ClockArgument?

  @Option(
    help: ArgumentHelp(
      "What scenario time shows at first, such as 2026-01-01T09:00:00Z. (default: now)",
      valueName: "time"), transform: MomentArgument.read)
  var clockStart: MomentArgument?

  @Option(
    name: .customLong("overlay"),
    help: ArgumentHelp(
      "Trouble on purpose, repeatable: an overlay file, or one of \(OverlayArgument.names).",
      valueName: "name|file"))
  var overlays: [String] = []

  @Flag(help: "Serve https and wss with a certificate made for this run.")
  var tls = false

  @Option(help: ArgumentHelp("Certificate chain to serve, PEM.", valueName: "file"))
  var tlsCert: String?

  @Option(help: ArgumentHelp("Private key of --tls-cert, PEM.", valueName: "file"))
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      "The one origin browsers may call from, such as http://localhost:5173. (default: any)",
      valueName: "origin"), transform: OriginArgument.read)
  var cors: OriginArgument?

  @Option(
    help: ArgumentHelp(
      "The key that API calls (X-API-KEY) and socket handshakes must bring. (default: none)",
      valueName: "key"), transform: APIKeyArgument.read)
  var apiKey: APIKeyArgument?

  @Option(
    help: ArgumentHelp(
      "Let callers on other machines that bring this use the control API. (default: this machine only)",
      valueName: "token"), transform: APIKeyArgument.read)
  var controlToken: APIKeyArgument?

  @Option(
    help: ArgumentHelp(
      "Refuse a client's further calls: real for the limits of real servers, or such as 20/15m. (default: off)",
      valueName: "off|real|n/window"), transform: RateLimitArgument.read)
  var rateLimit: RateLimitArgument?

  @Option(
    help: ArgumentHelp(
      "The longest JSON body the API takes, such as 500kb. (default: 2mb)", valueName: "size"),
    transform: ByteCountArgument.read)
  var bodyLimit: ByteCountArgument?

  @Option(
    help: ArgumentHelp(
      "The memory all uploaded files may take, such as 64mb; the oldest go. (default: 256mb)",
      valueName: "size"), transform: ByteCountArgument.read)
  var mediaLimit: ByteCountArgument?

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "A bound on what is kept, taken or waited for, repeatable. (default: \(LimitArgument.summary))",
      valueName: "name=bound"), transform: LimitArgument.read)
  var limits: [LimitArgument] = []

  @Option(help: "Log format. (default: pretty)")
  var log: LogFormatArgument?

  @Option(
    help: ArgumentHelp(
      "Least level to log. (default: info)",
      valueName: "level"))
  var logLevel: LogLevelArgument?

  @Option(
    help: ArgumentHelp("Write the address to this file once it can serve.", valueName: "path"))
  var readyFile: String?

  @Flag(help: "Open the chat page in a browser once it can serve.")
  var open = false
}
