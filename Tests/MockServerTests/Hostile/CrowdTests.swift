import HTTP1
import JSON
import Testing

@testable import MockServer
@testable import Reactor

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension OverSockets {
  /// More connections than anybody needs; in processes of their own, since descriptors are limited by
  /// process.
  @Suite struct CrowdTests {
    @Test func thousandsThatSayNothingAreServedAndThenClosed() async {
      await #expect(processExitsWith: .success) {
        let count = raiseDescriptorLimit(for: 3_000)
        try #require(count >= 1_000, "a hard limit of descriptors of at least 2,200 is needed")
        for selector in EventLoop.SelectorChoice.tested {
          try await bearCrowd(of: count, selector)
        }
      }
    }

    @Test func connectionsBeyondTheLimitAreReset() async throws {
      try await TestServer.run { configuration in
        configuration.limits.connections = 20
      } body: { server in
        try await server.whileOthersChat {
          // The chat has three connections.
          let crowd = try (0..<17).map { _ in try server.connect() }
          try HTTPClient(over: crowd[16]).expectHealth()
          for _ in 0..<50 { #expect(try server.connect().receive() == .reset) }
          for client in crowd[..<10] { client.close() }
          try HTTPClient(over: crowd[16]).expectHealth()
          try HTTPClient(over: crowd[16]).expectHealth()
          try HTTPClient(port: server.port).expectHealth()
        }
        #expect(
          server.log.warnings() == ["warning 20 connections are open: further ones are reset"])
        #expect(server.log.lines(about: "accepting connections again").count == 1)
      }
    }

    @Test func descriptorsThatRunOutStopNobodyWhoIsIn() async {
      await #expect(processExitsWith: .success) {
        for selector in EventLoop.SelectorChoice.tested { try await exhaustDescriptors(selector) }
      }
    }
  }
}

private func bearCrowd(of count: Int, _ selector: EventLoop.SelectorChoice) async throws {
  try await TestServer.run(selector: selector) { configuration in
    configuration.limits.times.idle = .seconds(6)
  } body: { server in
    let talker = try SocketClient.webSocket(port: server.port)
    try talker.join(Name.room)
    try await server.whileOthersChat {
      let crowd = try (0..<count).map { _ in try server.connect() }
      await server.expect(connections: count + 1 + Chat.connectionCount)
      try talker.say("undisturbed", in: Name.room)
      #expect(try talker.hear(from: Name.user)["text"] == "undisturbed")
      for client in crowd { #expect(client.receive() == .end) }
    }
    await server.expect(connections: 1)
    try talker.say("still here", in: Name.room)
    #expect(try talker.hear(from: Name.user)["text"] == "still here")
    #expect(server.log.warnings().isEmpty)
  }
}

private func exhaustDescriptors(_ selector: EventLoop.SelectorChoice) async throws {
  try await TestServer.run(selector: selector) { server in
    let ordinaryLimit = descriptorLimit
    let chat = try Chat(on: server)
    let waiting = try (0..<30).map { _ in try TCPClient() }
    // The lowest number that is free is the first that cannot be had.
    setDescriptorLimit(rlim_t(waiting.map(\.number).max() ?? 0) + 1)
    for client in waiting { try client.open(to: server.port) }
    #expect(
      await eventually { !server.log.warnings(about: "not accepting connections").isEmpty })
    setDescriptorLimit(ordinaryLimit)
    for client in waiting { try HTTPClient(over: client).expectHealth() }
    try await chat.finish()
    #expect(
      server.log.warnings() == [
        "warning not accepting connections for the moment: accept 127.0.0.1:\(server.port): "
          + "Too many open files",
        "warning accepting connections on 127.0.0.1:\(server.port) again",
      ])
  }
}

#if os(Linux)
  private let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
  private let descriptors = RLIMIT_NOFILE
#endif

private var descriptorLimit: rlim_t {
  var limit = rlimit()
  _ = unsafe getrlimit(descriptors, &limit)
  return limit.rlim_cur
}

private func setDescriptorLimit(_ count: rlim_t) {
  var limit = rlimit()
  _ = unsafe getrlimit(descriptors, &limit)
  limit.rlim_cur = count
  _ = unsafe setrlimit(descriptors, &limit)
}

/// Allows as many connections of both ends as possible, at most `count`, and answers how many.
private func raiseDescriptorLimit(for count: Int) -> Int {
  var limit = rlimit()
  _ = unsafe getrlimit(descriptors, &limit)
  let wanted = rlim_t(2 * count + 200)
  limit.rlim_cur = min(wanted, limit.rlim_max)
  _ = unsafe setrlimit(descriptors, &limit)
  return min(count, (Int(limit.rlim_cur) - 200) / 2)
}
