import ElizaDomain

extension MockServerConfiguration {
  /// How much clients may ask for before they are refused.
  ///
  /// What passes a limit ends the request or connection that passed it, is logged once, and is not
  /// noticed by anybody else. The defaults are far beyond what frontends need, and those of the
  /// Node.js server where it has them.
  public struct Limits: Hashable, Sendable {
    /// The most connections at a time; 16,384, those beyond are reset at once.
    public var connections = 16_384

    /// What a connection may take its time for.
    public var times = Times()

    /// What a request may bring.
    public var requests = Requests()

    /// What a Socket.IO client may hold.
    public var realtime = Realtime()

    /// What is remembered.
    public var world = World()

    /// The default limits.
    public init() {}
  }
}

extension MockServerConfiguration.Limits {
  /// How long a connection may take.
  public struct Times: Hashable, Sendable {
    /// A TLS handshake; 10 s.
    public var handshake: Duration = .seconds(10)

    /// Saying nothing between requests, or before the first; 65 s.
    public var idle: Duration = .seconds(65)

    /// A request head from its first byte on; 10 s.
    public var head: Duration = .seconds(10)

    /// A pause within a body; 20 s.
    public var bodyPause: Duration = .seconds(20)

    /// A whole body; 300 s.
    public var body: Duration = .seconds(300)

    /// Answering a ping of Engine.IO; 20 s, told to clients.
    public var pong: Duration = .seconds(20)

    /// Being silent between two pings of Engine.IO; 25 s, told to clients.
    public var pingInterval: Duration = .seconds(25)

    /// A WebSocket from its opening to the end of the upgrade; 10 s.
    public var upgrade: Duration = .seconds(10)

    /// Fetching, or taking over a WebSocket, what a client is to be lost after; 2 s.
    public var fetch: Duration = .seconds(2)

    /// Joining a namespace; nil, the default, is what the profile's releases do: 45 s, or 10 s.
    public var connect: Duration?

    /// The next attachment of a packet; 45 s.
    public var attachment: Duration = .seconds(45)

    /// Taking the next bytes, or the close frame, when the server closes; 5 s.
    public var close: Duration = .seconds(5)

    /// The default times.
    public init() {}
  }

  /// What one request may bring.
  public struct Requests: Hashable, Sendable {
    /// The longest request line in bytes; 8,192, beyond it 414.
    public var lineBytes = 8_192

    /// The longest header block in bytes; 32,768, beyond it 431.
    public var headerBytes = 32_768

    /// The most header fields; 100, beyond it 431.
    public var headerCount = 100

    /// The longest JSON body in bytes that the API takes; 2 MiB as in real servers, beyond it their 500.
    public var jsonBytes = RESTConfiguration.defaultBodyLimit

    /// The longest body in bytes that is read at all; 4 MiB, beyond it 413.
    public var bodyBytes = 4_194_304

    /// The longest file that may be uploaded, in bytes; 50 MiB, as on real servers.
    public var uploadBytes = 52_428_800

    /// The default limits.
    public init() {}
  }

  /// What one Socket.IO client may hold.
  public struct Realtime: Hashable, Sendable {
    /// The most Engine.IO sessions at a time; 65,536, beyond it 403.
    public var sessions = 65_536

    /// The longest packet in bytes, or body of packets, told to clients.
    ///
    /// Nil is what real servers take, 1,000,000, and five times as much in the lenient profile.
    public var payloadBytes: Int?

    /// The most bytes that wait for a client that does not take them, or for the rest of a packet's
    /// attachments; 16 MiB.
    public var queuedBytes = 16_777_216

    /// The most packets that wait for the next poll of one session; 8,192.
    public var queuedPackets = 8_192

    /// The most namespaces on one connection; 32.
    public var namespaces = 32

    /// The most rooms of one socket; 1,024.
    public var rooms = 1_024

    /// The most acknowledgements of one socket that are due; 1,024.
    public var acknowledgements = 1_024

    /// The most attachments of one packet; 64.
    public var attachments = 64

    /// The default limits.
    public init() {}
  }

  /// What is remembered.
  ///
  /// Of messages, channels, sessions, jobs, files, runs and agents' rooms the oldest go when there are too many; of
  /// agents, their worlds, message servers and participants no further ones are taken.
  public struct World: Hashable, Sendable {
    /// The most messages of one channel; 10,000.
    public var messagesPerChannel = 10_000

    /// The most messages of all channels together; 200,000.
    public var messages = 200_000

    /// The most bytes that all messages have together; 256 MiB.
    public var messageBytes = 268_435_456

    /// The most channels; 200,000.
    public var channels = 200_000

    /// The most chat sessions; 200,000.
    public var sessions = 200_000

    /// The most jobs; 10,000.
    public var jobs = 10_000

    /// The most bytes that all jobs have together; 64 MiB.
    public var jobBytes = 67_108_864

    /// The most bytes of metadata that all channels have together, and all sessions, all agents, all message servers,
    /// all worlds of agents, and all rooms that clients make for agents; 64 MiB.
    public var metadataBytes = 67_108_864

    /// The most agents; 1,024.
    public var agents = 1_024

    /// The most message servers; 1,024.
    public var messageServers = 1_024

    /// The most participants of one channel; 1,024.
    public var participants = 1_024

    /// The most bytes that all uploaded files have together; 256 MiB, beyond it the oldest go.
    public var mediaBytes = 268_435_456

    /// The most uploaded files; 10,000, beyond it the oldest go.
    public var mediaFiles = 10_000

    /// The most runs of agents, with their logs and memories; 10,000, beyond it the oldest go.
    public var runs = 10_000

    /// The most bytes that all runs have together; 64 MiB.
    public var runBytes = 67_108_864

    /// The most entries of the journal that the control API shows; 10,000, beyond it the oldest go; 0 keeps none.
    public var journal = 10_000

    /// The most turns of agents that may be under way, each with a timer; 65,536, further messages get
    /// no answer.
    public var turns = 65_536

    /// The default limits.
    public init() {}
  }
}
