import JSON
import Testing

@testable import Reactor

/// Two people who talk in a room of their own while something else goes on, and miss nothing.
struct Chat: Sendable {
  private let isOver = LockBox(false)
  private let rounds: BackgroundThread<Int>

  /// Connects both, one by WebSocket and one by polling, and lets them talk.
  init(on server: TestServer, connect: (@Sendable () throws -> any Wire)? = nil) throws {
    let port = server.port
    let isOver = isOver
    let pair = try Pair(connect: connect ?? { try TCPClient(port: port) })
    let handover = Handover(pair)
    rounds = BackgroundThread {
      let pair = handover.take()
      var count = 0
      // One more round after the end was asked for shows that the server still serves.
      var isLast = false
      while !isLast {
        isLast = isOver.withLock { $0 }
        count += 1
        try pair.talk(round: count)
      }
      pair.leave()
      return count
    }
  }

  /// Ends the talk and answers how many messages each of the two has sent.
  func finish() async throws -> Int {
    isOver.withLock { $0 = true }
    return try await rounds.value
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
  /// Attacks while two clients chat, and makes sure that they noticed nothing.
  func whileOthersChat(_ attack: () async throws -> Void) async throws {
    let chat = try Chat(on: self)
    do {
      try await attack()
    } catch {
      _ = try? await chat.finish()
      throw error
    }
    let rounds = try await chat.finish()
    #expect(rounds >= 1)
  }
}
