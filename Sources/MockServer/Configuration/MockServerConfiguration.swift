public import ElizaDomain
public import ElizaModel
public import Logging
import Reactor
public import Scenario
package import ScenarioFiles

/// Everything a mock server is told before it starts.
///
/// The defaults are those of a bare `eliza-mock`: the agent Eliza on port 3000, lenient, unseeded.
public struct MockServerConfiguration: Sendable {
  /// An agent to play.
  public struct Agent: Hashable, Sendable {
    /// A UUID; any other text is taken as a name, from which ElizaOS derives the id.
    public var id: String
    /// The display name; nil takes `id` when that is a name, or makes one up.
    public var name: String?

    /// Describes an agent.
    public init(id: String, name: String? = nil) {
      self.id = id
      self.name = name
    }

    /// The agent of a bare start; its id is what ElizaOS derives from the name.
    public static let eliza = Agent(id: "b850bc30-45f8-0041-a00a-83df46d8555d", name: "Eliza")
  }

  /// Where the certificate comes from when the server speaks https and wss.
  public enum Encryption: Hashable, Sendable {
    /// Made in memory for this run; good for localhost, 127.0.0.1 and ::1.
    case selfSigned
    /// A PEM chain and its PEM key, read at start.
    case files(certificate: String, key: String)
  }

  /// The address to listen on; `127.0.0.1` and `localhost` listen on `::1` as well.
  public var host = "127.0.0.1"

  /// The port to listen on; 0 picks a free one.
  public var port: UInt16 = 3000

  /// Which ElizaOS is played.
  public var profile: Profile = .lenient

  /// The agents there are at the start.
  public var agents: [Agent] = [.eliza]

  /// The paths of files with the characters of further agents, as ElizaOS defines them in JSON.
  ///
  /// A character takes the place of an agent in `agents` that has its id.
  public var characterFiles: [String] = []

  /// What the agents do; the default answers everything with the built-in ELIZA.
  ///
  /// Its agents take the place of the default one and join others in `agents`; its seed counts where
  /// `seed` is nil.
  public var scenario = ScenarioDefinition() {
    didSet { loadedScript = nil }
  }

  /// The text of `scenario`; nil for one that was built in Swift.
  private var loadedScript: ScenarioScript?

  /// How long agents think, whatever the scenario says; nil leaves it to the scenario, whose default is
  /// 800 ms.
  public var thinkTime: ThinkTime?

  /// What agents answer with when no rule of the scenario answers; nil leaves it to the scenario.
  public var reply: ReplyTemplate?

  /// How long sessions may live.
  public var sessionLimits = SessionLimits()

  /// Makes ids, delays and replies repeat themselves; nil draws secure random numbers.
  public var seed: UInt64?

  /// How scenario time runs; in step with the host's time unless said otherwise.
  public var clock: ClockMode = .real

  /// What scenario time shows at first; nil is the host's time.
  ///
  /// With a manual clock and a seed nil is the first moment of 2026, so that every run is like the last.
  public var clockStart: Timestamp?

  /// Https and wss in place of http and ws.
  public var encryption: Encryption?

  /// The one origin browsers may call from; nil lets any origin in.
  public var allowedOrigin: String?

  /// Which key guards the socket side.
  public enum SocketKey: Hashable, Sendable {
    /// The same as for calls.
    case apiKey
    /// One of its own or none, as real servers have it.
    case own(String?)
  }

  /// The key that calls under `/api/` and Socket.IO handshakes must bring; nil asks for none.
  ///
  /// Releases up to 1.6.4 ask for none in handshakes.
  public var apiKey: String?

  /// Which key Socket.IO handshakes must bring.
  public var socketKey: SocketKey = .apiKey

  /// What lets callers on other machines use the control API; nil lets none.
  public var controlToken: String?

  /// How many requests each client may make; nil, the default, limits nobody.
  public var rateLimits: RateLimits?

  /// Trouble that is laid over everything from the start; the first is asked first.
  public var overlays: [Overlay] = []

  /// Recordings that answer in place of the agents; nil for none.
  package var replay: ReplaySettings?

  /// How log lines look.
  public var logFormat: LogFormat = .pretty

  /// The least level that is logged.
  public var logLevel: Logger.Level = .info

  /// Where log lines go in place of standard error; `logFormat` and `logLevel` then mean nothing.
  public var makeLogHandler: (@Sendable () -> any LogHandler)?

  /// How much clients may ask for before they are refused.
  public var limits = Limits()

  /// Whether the control API may make isolated worlds beside this one.
  var makesSpaces = true

  /// The system call the server waits with.
  var selector: EventLoop.SelectorChoice = .fromEnvironment

  /// The configuration of a bare start.
  public init() {}
}

extension MockServerConfiguration {
  /// The scenario with its text, which was read from files.
  package var script: ScenarioScript {
    get { loadedScript ?? ScenarioScript(built: scenario) }
    set {
      scenario = newValue.definition
      loadedScript = newValue
    }
  }
}

extension MockServerConfiguration {
  /// The first moment of 2026.
  private static let fixedStart = Timestamp(milliseconds: 1_767_225_600_000)

  /// The seed that was asked for, by the command line or by the scenario.
  var chosenSeed: UInt64? { seed ?? scenario.seed }

  /// What scenario time shows at first.
  var startOfTime: Timestamp {
    if let clockStart { return clockStart }
    return clock == .manual && chosenSeed != nil ? Self.fixedStart : WallClock.now
  }
}
