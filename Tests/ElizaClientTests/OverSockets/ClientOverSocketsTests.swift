import ElizaClient
import ElizaDomain
import ElizaModel
import Logging
import MockServer
import Scenario
import SocketIOClient
import Testing

@Suite(.serialized) struct ClientOverSocketsTests {
  static let profiles: [Profile] = [.lenient, .v1_4_2, .v1_6_4, .v1_6_5, .v1_7_2]

  @Test(arguments: profiles, ElizaClientOptions.Transport.allCases)
  func talksToEveryRelease(
    profile: Profile, transport: ElizaClientOptions.Transport
  ) async throws {
    let server = try await MockServer.start(Self.configuration(profile))
    let client = try ElizaClient(server.url, options: Self.options(transport))
    try await client.startSession()
    try await client.sendMessage("hello")
    let state = try await client.state(within: .seconds(60)) { state in
      state.messages.last?.author == .agent && state.messages.last?.delivery == .received
        && state.messages.first?.isDated == true
    }
    #expect(state.messages.map(\.author) == [.user, .agent])
    #expect(state.messages.map(\.text) == ["hello", "You said: hello"])
    #expect(state.messages.first?.delivery == .sent)
    #expect(state.messages.last?.route == (transport == .socket ? .live : .api))
    #expect(state.agentName == "Eliza")
    #expect(try await client.history().count == 2)
    #expect(try await client.agents().map(\.name) == ["Eliza"])
    await client.endSession()
    #expect(await client.state?.session == .ended)
    await client.close()
    #expect(await client.state == nil)
    await server.stop()
  }

  @Test func aServerThatIsNotThereIsTold() async throws {
    let server = try await MockServer.start(Self.configuration(.lenient))
    let url = server.url
    await server.stop()
    let client = try ElizaClient(url, options: Self.options(.socket))
    let error = await #expect(throws: SessionError.self) { try await client.startSession() }
    guard case .unreachable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    await client.close()
    await #expect(throws: SessionError.closed) { try await client.startSession() }
  }

  @Test func aRestartedServerGetsANewSessionAndTheMessageThatWaited() async throws {
    var configuration = Self.configuration(.lenient)
    var server = try await MockServer.start(configuration)
    configuration.port = server.port
    let client = try ElizaClient(server.url, options: Self.options(.socket))
    try await client.startSession()
    let first = await client.state?.session.details?.id
    await server.stop()
    _ = try await client.state(within: .seconds(60)) { !$0.isLive }
    try await client.sendMessage("are you there?")
    server = try await MockServer.start(configuration)
    let state = try await client.state(within: .seconds(60)) { $0.messages.count == 2 }
    #expect(state.session.details?.id != first)
    #expect(state.messages.map(\.text) == ["are you there?", "You said: are you there?"])
    await client.close()
    await server.stop()
  }

  private static func configuration(_ profile: Profile) -> MockServerConfiguration {
    var configuration = MockServerConfiguration()
    configuration.port = 0
    configuration.profile = profile
    configuration.logLevel = .critical
    configuration.thinkTime = .fixed(.milliseconds(20))
    configuration.reply = try? ReplyTemplate("You said: {{ text }}")
    return configuration
  }

  private static func options(_ transport: ElizaClientOptions.Transport) -> ElizaClientOptions {
    var options = ElizaClientOptions()
    options.transport = transport
    options.pollInterval = .milliseconds(100)
    options.startTimeout = .seconds(60)
    options.sendTimeout = .seconds(60)
    options.socket.reconnectionDelay = .milliseconds(50)
    options.socket.reconnectionDelayMax = .milliseconds(200)
    return options
  }
}
