import ElizaDomain
import JSON
import Testing

@Suite struct HandshakeTests {
  private let noEntity = SocketHandshake()
  private let entity = SocketHandshake(auth: ["entityId": .string(.ann)])
  private let wrongEntity = SocketHandshake(auth: ["entityId": "ann"])

  @Test(arguments: [Profile.lenient, .v1_4_2, .v1_6_4])
  func `open profiles let everybody in`(profile: Profile) {
    let realtime = Realtime(profile)
    for handshake in [noEntity, entity, wrongEntity, SocketHandshake(auth: "text")] {
      #expect(realtime.events.refusal(of: handshake) == nil)
    }
  }

  @Test(arguments: [Profile.v1_6_5, .v1_7_2])
  func `later releases need an entity that is a UUID`(profile: Profile) {
    let realtime = Realtime(profile)
    #expect(realtime.events.refusal(of: entity) == nil)
    for handshake in [noEntity, wrongEntity, SocketHandshake(auth: ["entityId": 5])] {
      #expect(realtime.events.refusal(of: handshake) == "Valid entityId required")
    }
  }

  @Test func `a key is asked for first, in auth or else in the header`() {
    let realtime = Realtime(.v1_7_2, apiKey: "s3cret")
    let refused = "Invalid or missing API Key"
    #expect(realtime.events.refusal(of: entity) == refused)
    #expect(
      realtime.events.refusal(of: SocketHandshake(auth: ["apiKey": "no"], apiKeyHeader: "s3cret"))
        == refused)
    #expect(
      realtime.events.refusal(of: SocketHandshake(auth: ["apiKey": "s3cret"]))
        == "Valid entityId required")
    var allowed = entity
    allowed.apiKeyHeader = "s3cret"
    #expect(realtime.events.refusal(of: allowed) == nil)
    #expect(Realtime(.lenient, apiKey: "s3cret").events.refusal(of: noEntity) == refused)
    #expect(Realtime(.v1_6_4, apiKey: "s3cret").events.refusal(of: noEntity) == nil)
  }

  @Test func `a lenient server takes the key as a token too`() {
    let tokens = [
      SocketHandshake(auth: ["token": "s3cret"]),
      SocketHandshake(authorizationHeader: "Bearer s3cret"),
    ]
    for handshake in tokens {
      #expect(Realtime(.lenient, apiKey: "s3cret").events.refusal(of: handshake) == nil)
      #expect(
        Realtime(.v1_7_2, apiKey: "s3cret").events.refusal(of: handshake)
          == "Invalid or missing API Key")
      #expect(
        Realtime(.lenient, apiKey: "other").events.refusal(of: handshake)
          == "Invalid or missing API Key")
    }
  }

  private func greeting(_ profile: Profile, _ handshake: SocketHandshake) -> [String] {
    let realtime = Realtime(profile)
    _ = realtime.events.connect(realtime.outlet.socket("S1"), handshake: handshake)
    return realtime.received("S1").map(\.text)
  }

  @Test func `the greeting is that of the release`() {
    let established =
      #"["connection_established",{"message":"Connected to Eliza Socket.IO server","socketId":"S1"}]"#
    let authenticated =
      #"["authenticated",{"entityId":"\#(String.ann)","timestamp":1768817730123}]"#
    #expect(greeting(.v1_4_2, entity) == [established])
    #expect(greeting(.v1_6_4, entity) == [established])
    #expect(greeting(.v1_6_5, entity) == [authenticated, established])
    #expect(greeting(.v1_7_2, entity) == [authenticated, established])
    #expect(greeting(.lenient, entity) == [authenticated, established])
    #expect(greeting(.lenient, noEntity) == [established])
  }

  @Test func `an entity longer than anybody's id is none`() {
    func handshake(idOfLength length: Int) -> SocketHandshake {
      SocketHandshake(auth: ["entityId": .string(String(repeating: "e", count: length))])
    }
    #expect(greeting(.lenient, handshake(idOfLength: 1_024)).count == 2)
    #expect(greeting(.lenient, handshake(idOfLength: 1_025)) == greeting(.lenient, noEntity))
  }

  @Test func `a switch turns the greeting into a JSON text`() {
    var profile = Profile.v1_4_2
    profile.sendsJSONStrings = true
    #expect(
      greeting(profile, noEntity) == [
        #"["connection_established","{\"message\":\"Connected to Eliza Socket.IO server\",\"socketId\":\"S1\"}"]"#
      ])
  }
}
