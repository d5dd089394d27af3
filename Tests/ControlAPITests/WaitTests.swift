import ElizaDomain
import HTTP1
import HostInterface
import JSON
import TestSupport
import Testing

@testable import ControlAPI

@Suite struct WaitTests {
  let fixture = ControlFixture()
  let hello: JSON = ["message", ["type": 2, "payload": ["channelId": "r", "message": "hello"]]]

  @Test func answersAtOnceWhenItHappens() {
    let exchange = fixture.begin(.post, "wait", ["for": ["meaning": "send", "text": "hello"]])
    #expect(exchange.response == nil)
    fixture.journal.record(.note("something else"))
    #expect(exchange.response == nil)
    fixture.received(hello)
    #expect(exchange.response?.status.code == 200)
    #expect(exchange.response?.json["next"] == 2)
    #expect(fixture.journal.readerCount == 0)
    #expect(fixture.realTime.pendingCount == 0)
  }

  @Test func countsWhatHappenedAfterANumber() {
    fixture.received(hello)
    fixture.journal.record(.note("x"))
    fixture.received(hello)
    #expect(fixture.begin(.post, "wait", ["for": ["text": "hello"]]).response == nil)
    let answer = fixture.call(
      .post, "wait", ["for": ["text": "hello"], "since": 0, "count": 2])
    #expect(answer?.json["matched"] == 2)
    #expect(answer?.json["next"] == 3)
  }

  @Test func saysWhatHappenedInItsPlace() {
    let exchange = fixture.begin(
      .post, "wait", ["for": ["text": "bye"], "count": 2, "within": "1.5s"])
    fixture.received(hello)
    fixture.realTime.advance(by: .milliseconds(1_499))
    #expect(exchange.response == nil)
    fixture.realTime.advance(by: .milliseconds(1))
    let answer = exchange.response
    #expect(answer?.status.code == 408)
    #expect(answer?.json["happened"]?[0]?["text"] == "hello")
    #expect(answer?.json["detail"]?.stringValue?.contains("0 of 2 times within 1500ms") == true)
    #expect(fixture.journal.readerCount == 0)
  }

  @Test func forgetsCallersThatLeave() {
    let exchange = fixture.begin(.post, "wait", ["for": [:]])
    #expect(fixture.journal.readerCount == 1)
    exchange.onPeerLeft?()
    #expect(fixture.journal.readerCount == 0)
    #expect(fixture.realTime.pendingCount == 0)
  }

  @Test(
    arguments: [
      [:], ["for": "hello"], ["for": ["txt": "a"]], ["for": ["text": ["contain": "a"]]],
      ["for": [:], "count": 0], ["for": [:], "within": "5"], ["for": [:], "within": "1h"],
    ] as [JSON])
  func saysWhatIsWrong(body: JSON) {
    #expect(fixture.call(.post, "wait", body)?.status.code == 400)
  }

  @Test func findsPartsAndAnyOfSeveral() {
    let part = fixture.begin(.post, "wait", ["for": ["text": ["contains": "ell"]]])
    let any = fixture.begin(.post, "wait", ["for": ["text": ["bye", "hello"]]])
    fixture.received(hello)
    #expect(part.response?.status.code == 200)
    #expect(any.response?.status.code == 200)
  }

  @Test func streamsWhatHappens() {
    fixture.journal.record(.note("a"))
    fixture.journal.record(.note("b"))
    let exchange = fixture.begin(.get, "events?kind=note") {
      $0.headers.add("Last-Event-ID", "1")
    }
    #expect(exchange.response?.headers["Content-Type"] == "text/event-stream")
    fixture.received(hello)
    fixture.journal.record(.note("c"))
    fixture.realTime.advance(by: .seconds(15))
    let frames = String(decoding: exchange.written, as: UTF8.self).split(separator: "\n\n")
    #expect(frames.count == 3)
    #expect(frames.first?.hasPrefix("id: 2\ndata: {") == true)
    #expect(frames.dropFirst().first?.hasPrefix("id: 4\ndata: {") == true)
    #expect(frames.last == ":")
    exchange.onPeerLeft?()
    #expect(fixture.journal.readerCount == 0)
    #expect(fixture.realTime.pendingCount == 0)
  }
}
