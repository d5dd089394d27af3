import ElizaDomain
import HTTP1
import JSON
import Recording
import Testing

@testable import MockServer

/// Recordings that are served over real sockets, on the manual clock.
enum ReplayedChat {
  static let user = "11111111-2222-4333-8444-555555555555"
  static let recording = #"""
    {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","title":"a chat","recordedAt":"2026-01-01T00:00:00.000Z","redaction":"default"}
    {"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/api/messaging/sessions","headers":{"Content-Type":"application/json"},"json":{"userId":"{user:1}"}}
    {"k":"res","n":2,"t":40,"x":1,"cause":1,"status":201,"headers":{"Content-Type":"application/json"},"json":{"sessionId":"{session:1}","channelId":"{channel:1}"}}
    {"k":"req","n":3,"t":50,"x":2,"method":"GET","target":"/api/messaging/sessions/{session:1}"}
    {"k":"res","n":4,"t":50,"x":2,"cause":3,"status":200,"headers":{"Content-Type":"application/json","X-Kept":"yes"},"json":{"sessionId":"{session:1}","userId":"{user:1}"}}
    {"k":"open","n":5,"t":60,"c":"A","dir":"c2s","transport":"websocket","auth":{"entityId":"{user:1}"}}
    {"k":"open","n":6,"t":60,"c":"A","dir":"s2c","cause":5,"id":"{socket:1}"}
    {"k":"ev","n":7,"t":60,"c":"A","dir":"s2c","cause":5,"event":"connection_established","args":[{"socketId":"{socket:1}"}]}
    {"k":"ev","n":8,"t":100,"c":"A","dir":"c2s","event":"message","args":[{"type":2,"payload":{"channelId":"{channel:1}","message":"hi"}}],"ack":0}
    {"k":"ack","n":9,"t":105,"c":"A","dir":"s2c","cause":8,"ack":0,"args":["taken"]}
    {"k":"ev","n":10,"t":600,"c":"A","dir":"s2c","cause":8,"event":"messageBroadcast","args":[{"senderName":"Eliza","text":"first","channelId":"{channel:1}"}]}
    {"k":"ev","n":11,"t":1100,"c":"A","dir":"s2c","cause":8,"event":"messageBroadcast","args":[{"senderName":"Eliza","text":"second","channelId":"{channel:1}"}]}
    {"k":"end","n":12,"t":1200}

    """#

  static let asking = #"""
    {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}
    {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
    {"k":"open","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}
    {"k":"ev","n":3,"t":0,"c":"A","dir":"s2c","cause":1,"event":"connection_established","args":[{}]}
    {"k":"ev","n":4,"t":0,"c":"A","dir":"s2c","cause":1,"event":"ask","args":["{message:1}"],"ack":41}
    {"k":"ack","n":5,"t":100,"c":"A","dir":"c2s","cause":4,"ack":41,"args":["{message:1}","yes"]}
    {"k":"ev","n":6,"t":350,"c":"A","dir":"s2c","cause":5,"event":"thanks","args":["{message:1}"]}
    {"k":"end","n":7,"t":400}

    """#

  /// Serves the chat, unless `change` says otherwise, to a client.
  static func run(
    _ change: (inout ReplaySettings) -> Void = { _ in },
    _ body: (TestServer, HTTPClient) async throws -> Void
  ) async throws {
    var settings = ReplaySettings([try Fixture(parsing: Array(Self.recording.utf8))])
    change(&settings)
    try await TestServer.run {
      $0.replay = settings
      $0.clock = .manual
    } body: { server in
      try await body(server, try HTTPClient(port: server.port))
    }
  }

  /// Begins the recorded session and gives what the server answered.
  static func begin(_ server: TestServer, _ http: HTTPClient) async throws -> JSON {
    http.begin(
      .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
      body: (["userId": .string(Self.user)] as JSON).serialized())
    try server.settleReplay()
    await server.server.advanceClock(by: .milliseconds(40))
    let response = try http.response(to: .post)
    #expect(response.status == 201)
    return response.json
  }

  static func say(_ text: String, in session: JSON, _ client: SocketClient) throws {
    try client.emit(
      "message",
      [
        "type": 2,
        "payload": ["channelId": session["channelId"] ?? .null, "message": .string(text)],
      ], id: 7
    )
  }
}

extension TestServer {
  /// Waits until the server has dealt with everything sent so far, with a call that no recording answers.
  func settleReplay() throws {
    let client = try HTTPClient(port: port)
    for _ in 0..<2 {
      try #require(try client.request(.get, "/__mock/v1/health").status == 200)
    }
  }
}
