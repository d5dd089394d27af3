import EngineIO
import JSON
import SocketIO
import TLS
import Testing

@testable import SocketIOClient

@Suite(.serialized) struct ClientOverSocketsTests {
  static let travels: [[Transport]] = [[.polling], [.webSocket], [.polling, .webSocket]]

  @Test(arguments: travels, [false, true])
  func talksOverEveryTransport(transports: [Transport], isSecure: Bool) async throws {
    try await converse(isSecure: isSecure) {
      $0.transports = transports
    } with: { client, server in
      let events = client.events
      try await client.connect()
      for number in 0..<50 { try await client.emit("message", JSON(number), ["€": "\(number)"]) }
      var heard: [JSON] = []
      for await case .event(let event) in events {
        heard.append(.array(event.arguments.values))
        if heard.count == 50 { break }
      }
      #expect(heard == (0..<50).map { [JSON($0), ["€": .string("\($0)")]] })
      let answer = try await client.emitWithAck("ask", "x", [1, 2.5, nil], timeout: .seconds(30))
      #expect(answer.values == ["x", [1, 2.5, nil]])
    }
  }

  @Test(arguments: [
    "", " ", "a b", "a\r\nX: y", "\u{1}", "\u{FC}.invalid", "[::1", "::1%none",
    String(repeating: "a", count: 70_000),
  ])
  func aHostThatIsNoneIsAnError(host: String) async throws {
    var options = ClientOptions()
    options.reconnection = false
    for port: UInt16 in [0, 1] {
      let client = try SocketIOClient(ServerAddress(host: host, port: port), options: options)
      await #expect(throws: ConnectError.self) { try await client.connect() }
      await client.close()
    }
  }

  @Test(arguments: travels)
  func binaryComesBackWhole(transports: [Transport]) async throws {
    try await converse {
      $0.transports = transports
    } with: { client, _ in
      try await client.connect()
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
      var arguments = Arguments("a")
      arguments.append(binary: bytes)
      arguments.append(binary: [])
      let answer = try await client.emitWithAck("ask", with: arguments, timeout: .seconds(30))
      #expect(answer.binary(1) == bytes)
      #expect(answer.binary(2) == [])
    }
  }

  @Test func upgradesAndTellsOfIt() async throws {
    try await converse { _ in
    } with: { client, _ in
      let events = client.events
      try await client.connect()
      for await event in events where event == .upgrade(.webSocket) { break }
      #expect(try await client.emitWithAck("ask", 1).values == [1])
    }
  }

  @Test func aCertificateNobodyVouchesForIsRefused() async throws {
    try await converse(isSecure: true) {
      $0.trust = .system
      $0.reconnection = false
    } with: { client, _ in
      let error = await #expect(throws: ConnectError.self) { try await client.connect() }
      #expect(error?.description.contains("self-signed certificate") == true)
    }
  }

  @Test func aCertificateForAnotherNameIsRefused() async throws {
    let server = try await EchoServer.start(isSecure: true)
    var options = ClientOptions()
    options.trust = .certificate(pem: server.certificate)
    options.reconnection = false
    // The certificate is for `localhost` and its usual addresses.
    let client = try SocketIOClient("https://127.0.0.2:\(server.port)", options: options)
    await #expect(throws: ConnectError.self) { try await client.connect() }
    await client.close()
    await server.stop()
  }

  @Test func namespacesShareTheConnection() async throws {
    try await converse {
      $0.transports = [.webSocket]
    } with: { client, _ in
      let custom = client.client(for: "/custom")
      try await client.connect()
      try await custom.connect()
      #expect(await client.id != custom.id)
      #expect(try await custom.emitWithAck("ask", "there").values == ["there"])
      await client.disconnect()
      #expect(try await custom.emitWithAck("ask", "still").values == ["still"])
      let nowhere = client.client(for: "/nowhere")
      await #expect(throws: ConnectError.refused(message: "Invalid namespace", data: nil)) {
        try await nowhere.connect()
      }
    }
  }

  @Test func answersWhatTheServerAsks() async throws {
    try await converse { _ in
    } with: { client, _ in
      let events = client.events
      try await client.connect()
      try await client.emit("question")
      for await case .event(let event) in events {
        if event.name == "question" { await client.acknowledge(event, "yes", 1) }
        guard event.name == "answered" else { continue }
        #expect(event.arguments.values == ["yes", 1])
        break
      }
    }
  }

  @Test func aKickIsToldAndTheClientStaysAway() async throws {
    try await converse {
      $0.reconnectionDelay = .milliseconds(10)
    } with: { client, _ in
      let events = client.events
      try await client.connect()
      try await client.emit("kick")
      for await case .disconnect(let reason, _) in events {
        #expect(reason.rawValue == "io server disconnect")
        break
      }
      #expect(await client.isConnected == false)
      try await client.connect()
      #expect(await client.isConnected)
    }
  }

  @Test(arguments: travels)
  func comesBackAfterARestartWithWhatWasEmitted(transports: [Transport]) async throws {
    let server = try await EchoServer.start()
    var options = ClientOptions()
    options.transports = transports
    options.reconnectionDelay = .milliseconds(20)
    options.reconnectionDelayMax = .milliseconds(100)
    let client = try SocketIOClient("http://localhost:\(server.port)", options: options)
    let events = client.events
    try await client.connect()
    await server.stop()
    for await case .disconnect(let reason, _) in events {
      #expect([.transportClose, .transportError].contains(reason))
      break
    }
    for number in 0..<10 { try await client.emit("message", JSON(number)) }
    let next = try await EchoServer.start(port: server.port)
    var heard: [JSON] = []
    for await case .event(let event) in events {
      heard += event.arguments.values
      if heard.count == 10 { break }
    }
    #expect(heard == (0..<10).map { JSON($0) })
    await client.close()
    await next.stop()
  }

  @Test func connectThrowsWhenNobodyListensAndNoAttemptIsLeft() async throws {
    let server = try await EchoServer.start()
    await server.stop()
    var options = ClientOptions()
    options.reconnectionAttempts = 2
    options.reconnectionDelay = .milliseconds(1)
    let client = try SocketIOClient("http://localhost:\(server.port)", options: options)
    await #expect(throws: ConnectError.attemptsExhausted) { try await client.connect() }
    await client.close()
  }

  @Test func aCancelledTaskStopsWaiting() async throws {
    try await converse { _ in
    } with: { client, _ in
      try await client.connect()
      let asking = Task { try await client.emitWithAck("silence") }
      let waiting = Task { try await client.client(for: "/custom").emitWithAck("never sent") }
      asking.cancel()
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await asking.value }
      await #expect(throws: CancellationError.self) { try await waiting.value }
      #expect(try await client.emitWithAck("ask", 1).values == [1])
    }
  }

  @Test func anAcknowledgementThatDoesNotComeThrows() async throws {
    try await converse { _ in
    } with: { client, _ in
      try await client.connect()
      await #expect(throws: EmitError.timedOut) {
        try await client.emitWithAck("silence", timeout: .milliseconds(20))
      }
      await #expect(throws: EmitError.reservedName("connect")) { try await client.emit("connect") }
    }
  }

  @Test func whatWaitsEndsWithTheClient() async throws {
    try await converse { _ in
    } with: { client, _ in
      let events = client.events
      try await client.connect()
      let asked = Task { try await client.emitWithAck("silence") }
      _ = try await client.emitWithAck("ask", 1)
      await client.close()
      await #expect(throws: EmitError.self) { try await asked.value }
      var last: ClientEvent?
      for await event in events { last = event }
      #expect(last == .disconnect(.clientDisconnect, nil))
      await #expect(throws: EmitError.closed) { try await client.emit("message") }
      await #expect(throws: EmitError.closed) { try await client.emitWithAck("ask") }
      await #expect(throws: ConnectError.closed) { try await client.connect() }
    }
  }

  @Test func aReaderThatFallsTooFarBehindIsCutOff() async throws {
    try await converse {
      $0.eventBufferLimit = 3
    } with: { client, _ in
      let slow = client.events
      try await client.connect()
      for number in 0..<10 { try await client.emit("message", JSON(number)) }
      _ = try await client.emitWithAck("ask", 1)
      var count = 0
      for await _ in slow { count += 1 }
      #expect(count == 3)
    }
  }

  /// Runs `body` with a client of a fresh server, and ends both.
  private func converse(
    isSecure: Bool = false, _ choose: (inout ClientOptions) -> Void,
    with body: (SocketIOClient, EchoServer) async throws -> Void
  ) async throws {
    let server = try await EchoServer.start(isSecure: isSecure)
    var options = ClientOptions()
    if isSecure { options.trust = .certificate(pem: server.certificate) }
    choose(&options)
    let scheme = isSecure ? "https" : "http"
    let client = try SocketIOClient("\(scheme)://localhost:\(server.port)", options: options)
    let result = await Result { try await body(client, server) }
    await client.close()
    await server.stop()
    try result.get()
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
