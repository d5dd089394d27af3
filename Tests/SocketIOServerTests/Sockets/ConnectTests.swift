import EngineIO
import HTTP1
import JSON
import SocketIOServer
import TestSupport
import Testing

@Suite struct ConnectTests {
  @Test func answersWithAnIDOfItsOwn() throws {
    let fixture = SocketFixture()
    let stream = try fixture.open()
    stream.receive("40")
    let socket = try #require(fixture.sockets.first)
    #expect(stream.take() == [#"40{"sid":"\#(socket.id)"}"#])
    #expect(socket.id != socket.session.id)
    #expect(socket.id.utf8.count == 20)
    #expect(socket.isConnected)
    #expect(!socket.isRecovered)
    #expect(fixture.main.socket(socket.id) === socket)
  }

  @Test func keepsWhatTheClientSentAlong() throws {
    let fixture = SocketFixture()
    _ = try fixture.join(#"40{ "token" : "x", "n" : 1.50 }"#)
    _ = try fixture.join("40")
    #expect(
      String(decoding: fixture.sockets[0].auth.bytes, as: UTF8.self) == #"{"token":"x","n":1.50}"#)
    #expect(fixture.sockets[1].auth.bytes == Array("{}".utf8))
  }

  @Test func knowsTheRequestOfItsSession() throws {
    let fixture = SocketFixture()
    _ = try fixture.join()
    let socket = fixture.sockets[0]
    #expect(socket.request.peerAddress == "127.0.0.1")
    #expect(socket.request.target == "/socket.io/?EIO=4&transport=websocket")
    #expect(socket.session.transport.rawValue == "websocket")
  }

  @Test(arguments: [
    ("40/nowhere,", #"44/nowhere,{"message":"Invalid namespace"}"#),
    ("40/nowhere", #"44/nowhere,{"message":"Invalid namespace"}"#),
    (#"40/nowhere,{"a":1}"#, #"44/nowhere,{"message":"Invalid namespace"}"#),
  ])
  func refusesAnUnknownNamespaceAndStaysOpen(packet: String, answer: String) throws {
    let fixture = SocketFixture()
    let stream = try fixture.open()
    stream.receive(packet)
    #expect(stream.take() == [answer])
    stream.receive("40")
    #expect(fixture.sockets.count == 1)
  }

  @Test func asksTheAdmissionOfTheNamespace() throws {
    let fixture = SocketFixture()
    fixture.main.admission = { request in
      guard let token = request.auth.member("token", of: request.auth.root) else {
        return ConnectRefusal(message: "no \"token\"", data: ["code": 7])
      }
      return request.auth.matches(token, "good") ? nil : ConnectRefusal(message: "bad")
    }
    let stream = try fixture.open()
    stream.receive("40")
    stream.receive(#"40{"token":"x"}"#)
    #expect(
      stream.take() == [
        #"44{"message":"no \"token\"","data":{"code":7}}"#, #"44{"message":"bad"}"#,
      ])
    #expect(fixture.sockets.isEmpty)
    stream.receive(#"40{"token":"good"}"#)
    #expect(fixture.sockets.count == 1)
  }

  @Test func namesBeginWithASlash() {
    let server = SocketFixture().server
    #expect(server.namespace("admin") === server.namespace("/admin"))
    #expect(server.namespace("") === server.namespace("/"))
    #expect(server.namespaces.count == 2)
  }

  @Test func closesWhoJoinsNothingInTime() throws {
    let fixture = SocketFixture { $0.connectTimeout = .seconds(1) }
    let stream = try fixture.open()
    stream.receive("40/nowhere,")
    fixture.scheduler.advance(by: .milliseconds(999))
    #expect(stream.closeCode == nil)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.closeCode == 1000)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func leavesWhoJoinedInTime() throws {
    let fixture = SocketFixture { $0.connectTimeout = .seconds(1) }
    let stream = try fixture.join()
    fixture.scheduler.advance(by: .seconds(2))
    #expect(stream.closeCode == nil)
    #expect(fixture.scheduler.pendingCount == 1)
  }

  @Test func joinsByPolling() throws {
    let fixture = SocketFixture()
    fixture.main.onConnection = { $0.emit("hello", 1) }
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.client.post(sid, "40")
    let id = try #require(fixture.main.sockets.first?.id)
    #expect(poll.text == #"40{"sid":"\#(id)"}"# + "\u{1e}" + #"42["hello",1]"#)
  }

  @Test func aSecondConnectClosesTheConnection() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    stream.receive("40")
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["violation: a packet out of place: connect", "/: forced close"])
  }

  @Test func boundsTheNamespacesOfAConnection() throws {
    let fixture = SocketFixture { $0.namespaceLimit = 2 }
    for name in ["/a", "/b", "/c"] { fixture.watch(fixture.server.namespace(name)) }
    let stream = try fixture.open()
    for name in ["/a", "/b"] { stream.receive("40\(name),") }
    #expect(stream.closeCode == nil)
    stream.receive("40/c,")
    #expect(stream.closeCode == 1000)
    #expect(
      fixture.notes == [
        "violation: more than 2 namespaces", "/a: forced close", "/b: forced close",
      ])
  }
}
