import HostInterface
import Testing

@testable import Reactor

@Suite struct EchoTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func bytesGoBothWaysOverLoopback(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    serverSide.onBytes = { server.send($0.span) }
    client.send("hello")
    try test.run(until: { clientSide.text == "hello" })
    #expect(server.peerAddress == "127.0.0.1")
    test.end()
    #expect(serverSide.closeReasons == [.aborted])
    #expect(clientSide.closeReasons == [.aborted])
  }
}
