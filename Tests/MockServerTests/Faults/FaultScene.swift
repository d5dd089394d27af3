import ElizaDomain
import HTTP1
import JSON
import Scenario

@testable import MockServer

/// A server with faults, whose scenario time passes only when a test says so: delays are hours.
extension TestServer {
  /// Runs `body` against a server with one fault on.
  static func run(
    at trigger: Trigger, do effects: [Effect],
    configure: @Sendable (inout MockServerConfiguration) -> Void = { _ in },
    body: (TestServer) async throws -> Void
  ) async throws {
    try await run(
      configure: { configuration in
        configuration.clock = .manual
        configuration.overlays = [
          Overlay(name: "test", faults: [Fault(id: "it", at: trigger, do: effects)])
        ]
        configure(&configuration)
      }, body: body)
  }

  /// Lets scenario time pass.
  func advance(by duration: Duration) async {
    _ = await server.ask { $0.site.clock.advance(by: duration) }
  }

  /// A client on one of the transports.
  func client(polling: Bool = false, auth: JSON? = nil) throws -> SocketClient {
    polling
      ? try SocketClient.polling(port: port, auth: auth)
      : try SocketClient.webSocket(port: port, auth: auth)
  }

  /// A client in the room that tests talk in.
  func joined(polling: Bool = false, as user: String = Name.user) throws -> SocketClient {
    let client = try client(polling: polling)
    try client.join(Name.room, as: user)
    return client
  }

  /// How often faults have happened, as the log tells.
  var faultCount: Int { log.lines(about: "test/it: ").count }
}

extension SocketClient {
  /// Says something that everybody in the room understands at once, and waits until it is over.
  ///
  /// What has come by then has come in order: the texts of the messages of one author.
  func texts(from author: String, until event: String = "messageComplete") throws -> [String] {
    try wait(for: event)
    return heard(from: author)
  }

  /// The texts of all messages of an author so far.
  func heard(from author: String) -> [String] {
    events.filter {
      $0.name == "messageBroadcast" && $0.argument["senderId"]?.stringValue == author
    }
    .map { $0.argument["text"]?.stringValue ?? "" }
  }

  /// Waits until the server has dealt with what was sent to it and with what it had to say: a client
  /// that joins another room is told so.
  func settle(_ room: String = "99999999-9999-4999-8999-999999999999") throws {
    try join(room)
  }
}
