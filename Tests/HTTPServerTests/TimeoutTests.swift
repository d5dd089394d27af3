import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct TimeoutTests {
  private let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test func aSilentConnectionIsClosedWithoutAWord() {
    let server = ServerFixture()
    server.scheduler.advance(by: .seconds(64))
    #expect(!server.stream.isClosed)
    server.scheduler.advance(by: .seconds(1))
    #expect(server.stream.isClosed)
    #expect(server.stream.takeSent() == [])
  }

  @Test func eachRequestStartsTheIdleTimeAnew() {
    let server = ServerFixture()
    server.echoTargets()
    for _ in 0..<3 {
      server.scheduler.advance(by: .seconds(60))
      server.stream.receive(get)
      #expect(server.scheduler.pendingCount == 1)
    }
    _ = server.stream.takeSent()
    server.scheduler.advance(by: .seconds(64))
    #expect(!server.stream.isClosed)
    server.scheduler.advance(by: .seconds(1))
    #expect(server.stream.isClosed)
    #expect(server.stream.takeSent() == [])
  }

  @Test func aSlowHeadIsRefusedHoweverItDrips() {
    let server = ServerFixture()
    server.scheduler.advance(by: .seconds(30))
    for byte in Array("GET /slow HTTP/1.1\r\nX".utf8).prefix(19) {
      server.stream.receive([byte])
      server.scheduler.advance(by: .milliseconds(500))
    }
    #expect(!server.stream.isClosed)
    server.scheduler.advance(by: .milliseconds(500))
    #expect(server.stream.takeSentText().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(server.stream.isClosed)
    #expect(server.service.refusals.map(\.error) == [.headTimedOut])
  }

  @Test func aBodyThatPausesIsRefused() {
    let server = ServerFixture()
    server.stream.receive("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
    for _ in 0..<3 {
      server.scheduler.advance(by: .seconds(19))
      server.stream.receive("a")
    }
    server.scheduler.advance(by: .seconds(20))
    #expect(server.stream.takeSentText().hasPrefix("HTTP/1.1 408 "))
    #expect(server.service.refusals.map(\.target) == ["/p"])
    #expect(server.service.refusals.map(\.error) == [.bodyTimedOut])
  }

  @Test func aBodyThatDripsForEverIsRefused() {
    let server = ServerFixture { $0.bodyTimeout = .seconds(30) }
    server.stream.receive("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
    for _ in 0..<2 {
      server.scheduler.advance(by: .seconds(14))
      server.stream.receive("a")
    }
    server.scheduler.advance(by: .seconds(2))
    #expect(server.service.refusals.map(\.error) == [.bodyTimedOut])
  }

  @Test func theServiceHasAllTheTimeItNeeds() {
    let server = ServerFixture()
    server.stream.receive(get)
    server.scheduler.advance(by: .seconds(10_000))
    #expect(!server.stream.isClosed)
    #expect(server.scheduler.pendingCount == 0)
    server.answer(0, "/a")
    #expect(server.stream.takeSentText() == ServerFixture.echo("/a"))
    server.scheduler.advance(by: .seconds(65))
    #expect(server.stream.isClosed)
  }
}
