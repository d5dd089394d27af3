import JSON
import Testing

@testable import Reactor

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Two people who talk in a room of their own while something else goes on, and miss nothing.
struct Chat: Sendable {
  /// How many connections it has: one by WebSocket, two that poll and post.
  static let connectionCount = 3

  /// How many sessions these make.
  static let sessionCount = 2

  /// The longest that a round may take while something else goes on: far longer than a busy machine takes for it, and
  /// under a sanitizer, of which `.ci/test` tells, as long as a client waits for any byte.
  private static let patience: Duration = isSanitized ? .seconds(60) : .seconds(10)

  /// In how long those who chat answer a ping or join: a bound for tests in which others never do.
  static let reactionTime: Duration = isSanitized ? .seconds(20) : .seconds(3)

  private static let isSanitized = unsafe getenv("ELIZA_MOCK_TEST_SANITIZER") != nil

  private let isOver = LockBox(false)
  private let rounds: BackgroundThread<Void>

  /// Connects both, one by WebSocket and one by polling, and lets them talk.
  init(on server: TestServer, connect: (@Sendable () throws -> any Wire)? = nil) throws {
    let port = server.port
    let isOver = isOver
    let pair = try Pair(connect: connect ?? { try TCPClient(port: port) })
    try pair.talk(round: 0)
    let handover = Handover(pair)
    rounds = BackgroundThread {
      let pair = handover.take()
      var count = 0
      var isLast = false
      while !isLast {
        isLast = isOver.withLock { $0 }
        count += 1
        let duration = try ContinuousClock().measure { try pair.talk(round: count) }
        try #require(duration < Self.patience, "round \(count) was held up")
        // People pause: without it the two would be a flood of their own.
        usleep(2_000)
      }
      pair.leave()
    }
  }

  /// Ends the talk after one more round, which shows that the server still serves.
  func finish() async throws {
    isOver.withLock { $0 = true }
    try await rounds.value
  }

  /// Sendable without the compiler's proof, since the pair is handed over once and not kept.
  private final class Handover: @unchecked Sendable {
    private let pair: Pair

    init(_ pair: Pair) {
      self.pair = pair
    }

    func take() -> Pair { pair }
  }
}

extension Chat {
  private final class Pair {
    private static let room = "44444444-4444-4444-8444-444444444444"
    private static let users = [Name.user, Name.other]

    private let clients: [SocketClient]
    private var heard: [[String]] = [[], []]
    private var said: [String] = []

    init(connect: () throws -> any Wire) throws {
      clients = [
        try .webSocket(connect()),
        try SocketClient(over: PollingTransport(connect: connect)),
      ]
      for (client, user) in zip(clients, Self.users) { try client.join(Self.room, as: user) }
    }

    /// Each says something, and both hear it, once and in order.
    func talk(round: Int) throws {
      for index in clients.indices {
        let text = "\(round) from \(index)"
        said.append(text)
        try clients[index].say(text, in: Self.room, as: Self.users[index])
        for listener in clients.indices {
          while heard[listener].count < said.count { try listen(listener) }
          try #require(heard[listener] == said)
        }
      }
      said = []
      heard = [[], []]
      for client in clients { client.forgetEvents() }
    }

    func leave() {
      for client in clients {
        try? client.transport.send("1")
        client.close()
      }
    }

    private func listen(_ index: Int) throws {
      let message = try clients[index].wait(for: "messageBroadcast") { message in
        Self.users.contains(message["senderId"]?.stringValue ?? "")
      }
      heard[index].append(message["text"]?.stringValue ?? "")
    }
  }
}

extension TestServer {
  /// Attacks while two clients chat, and makes sure that they noticed nothing: they talk from before
  /// it until after it, and nothing they say is lost, held up, repeated or out of order.
  func whileOthersChat(_ attack: () async throws -> Void) async throws {
    try await attacked(attack, beside: Chat(on: self))
  }

  /// Attacks while two clients chat over TLS, as `whileOthersChat` does.
  func whileOthersChatSecurely(_ attack: () async throws -> Void) async throws {
    try await attacked(attack, beside: Chat(on: self) { try connectSecurely() })
  }

  private func attacked(_ attack: () async throws -> Void, beside chat: Chat) async throws {
    do {
      try await attack()
    } catch {
      try? await chat.finish()
      throw error
    }
    try await chat.finish()
  }
}
