import ElizaModel
import JSON
import SocketIOClient
import Testing

@testable import ElizaClient

@Suite struct LossTests {
  @Test func aServerThatPutsTheClientOutIsComeBackToAtOnce() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    _ = rehearsal.takeConnects()
    rehearsal.pass(.seconds(30))
    rehearsal.report(.disconnect(.serverDisconnect, nil))
    #expect(rehearsal.takeConnects() == 1)
    #expect(!rehearsal.state.isLive)
    _ = rehearsal.takeEmitted()
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    #expect(rehearsal.takeEmitted().map(\.name) == ["message"])
  }

  @Test func aServerThatPutsEverybodyOutIsNotStormed() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    _ = rehearsal.takeConnects()
    for _ in 0..<6 {
      rehearsal.report(.disconnect(.serverDisconnect, nil))
      rehearsal.report(.connect(id: "s2", isRecovered: false))
    }
    #expect(rehearsal.takeConnects() <= 2)
  }

  @Test func otherLossesAreLeftToTheSocket() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    _ = rehearsal.takeConnects()
    rehearsal.report(.disconnect(.transportClose, nil))
    #expect(rehearsal.state.socket == .lost("transport close"))
    rehearsal.report(.reconnectAttempt(1))
    #expect(rehearsal.state.socket == .connecting)
    #expect(rehearsal.takeConnects() == 0)
  }

  @Test func whatWasMissedIsFetchedWithoutDuplicates() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("one", as: "m1", at: 5)
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r1", "1", at: 10))
    rehearsal.report(.disconnect(.pingTimeout, nil))
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    // The next answer arrives live before the history does.
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r3", "3", at: 30))
    #expect(rehearsal.state.isCatchingUp)
    rehearsal.answer(
      Rehearsal.page([
        Rehearsal.stored("server-m1", "one", at: 5, client: "m1"),
        Rehearsal.stored("r1", "1", at: 10), Rehearsal.stored("r2", "2", at: 20),
        Rehearsal.stored("r3", "3", at: 30),
      ]))
    #expect(rehearsal.texts == ["one", "1", "2", "3"])
    #expect(rehearsal.state.messages[2].route == .api)
    #expect(!rehearsal.state.isCatchingUp)
  }

  @Test func aLongHistoryIsFetchedPageByPage() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.report(.disconnect(.transportError, nil))
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    rehearsal.answer(
      Rehearsal.page(
        (0..<3).map { Rehearsal.stored("r\($0)", "\($0)", at: 10 * Int64($0)) }, hasMore: true))
    let next = rehearsal.takeCalls()
    #expect(next.map(\.question) == [.messages(after: .init(milliseconds: Rehearsal.start + 19))])
    for call in next {
      rehearsal.change {
        $0.answered(
          call,
          .success(
            SessionCall.Answer(
              status: 200,
              body: Rehearsal.page((2..<4).map { Rehearsal.stored("r\($0)", "\($0)", at: 20) }))),
          at: $1)
      }
    }
    #expect(rehearsal.texts == ["0", "1", "2", "3"])
  }

  @Test func aServerThatShowsTheSamePageAgainIsNotAskedForEver() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.report(.disconnect(.transportError, nil))
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    let page = Rehearsal.page([Rehearsal.stored("r1", "1", at: 10)], hasMore: true)
    for _ in 0..<5 { rehearsal.answer(page) }
    #expect(rehearsal.takeCalls().isEmpty)
    #expect(!rehearsal.state.isCatchingUp)
    #expect(rehearsal.texts == ["1"])
  }

  @Test func theSameWordsAgainAreNotConfirmedByTheEchoOfTheFirst() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("hi", as: "m1", at: 5)
    rehearsal.pass(.seconds(2))
    try rehearsal.say("hi", as: "m2")
    let echo = Rehearsal.broadcast(
      "server-m1", "hi", at: 5, from: Rehearsal.user, source: "client_chat")
    rehearsal.hear("messageBroadcast", echo)
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent, .sending])
    #expect(rehearsal.texts == ["hi", "hi"])
  }

  @Test func whatLeftBeforeALossIsLookedForAndThenHasFailed() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("kept", as: "m1")
    rehearsal.pass(.seconds(1))
    try rehearsal.say("lost", as: "m2")
    rehearsal.report(.disconnect(.transportError, nil))
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    let page = Rehearsal.page([Rehearsal.stored("x", "kept", at: 5, client: "m1")])
    rehearsal.answer(page)
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent, .sending])
    rehearsal.pass(.seconds(2))
    rehearsal.answer(page)
    #expect(
      rehearsal.state.messages.map(\.delivery).last == .failed("lost on the way to the server"))
  }

  /// The history is broken for ever; the room may work all the same.
  @Test(arguments: [false, true])
  func whereTheHistoryIsBrokenADoubtHasAnEnd(isLost: Bool) throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("one", as: "m1")
    if isLost {
      rehearsal.report(.disconnect(.transportError, nil))
      rehearsal.report(.connect(id: "s2", isRecovered: false))
      rehearsal.join()
    }
    for second in 1...60 {
      rehearsal.pass(.seconds(1))
      rehearsal.answer(["error": "broken"], status: 500)
      if second == 14 { #expect(rehearsal.state.messages.map(\.delivery) == [.sending]) }
    }
    let unknown = "the history cannot be read, so it is unknown whether the message was stored"
    #expect(rehearsal.state.messages.map(\.delivery) == [.failed(unknown)])
    #expect(rehearsal.state.problem != nil)
    _ = rehearsal.takeEmitted()
    try rehearsal.change { (conversation, moment) throws(SendError) in
      try conversation.retry("m1", at: moment)
    }
    #expect(rehearsal.takeEmitted().map { $0.argument.at("payload.messageId") } == ["m1"])
    rehearsal.hear(
      "messageBroadcast",
      Rehearsal.broadcast(
        "server-m1", "one", at: 5, from: Rehearsal.user, source: "client_chat", client: "m1"))
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent])
    rehearsal.pass(.seconds(120))
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent])
  }

  @Test func whatHasFailedInDoubtIsFoundInTheHistoryLaterOn() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("one", as: "m1")
    for _ in 1...60 {
      rehearsal.pass(.seconds(1))
      rehearsal.answer(["error": "broken"], status: 500)
    }
    guard case .failed = rehearsal.state.messages.first?.delivery else {
      Issue.record("it has not failed")
      return
    }
    rehearsal.pass(.seconds(30))
    rehearsal.answer(Rehearsal.page([Rehearsal.stored("x", "one", at: 5, client: "m1")]))
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent])
  }

  @Test func whatIsWrittenMeanwhileWaitsAndLeavesInOrder() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.report(.disconnect(.transportError, nil))
    try rehearsal.say("one", as: "m1")
    rehearsal.pass(.seconds(1))
    try rehearsal.say("two", as: "m2")
    #expect(rehearsal.state.messages.map(\.delivery) == [.waiting, .waiting])
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    _ = rehearsal.takeEmitted()
    rehearsal.answer(Rehearsal.page([]))
    #expect(
      rehearsal.takeEmitted().map { $0.argument.at("payload.message") } == ["one", "two"])
  }

  @Test func whatCannotLeaveHasFailedInTheEnd() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.report(.disconnect(.transportError, nil))
    try rehearsal.say("one", as: "m1")
    rehearsal.pass(.seconds(15))
    #expect(rehearsal.state.messages.map(\.delivery) == [.failed("no connection")])
  }

  @Test func anAnswerThatNeverCameIsAskedFor() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("one", as: "m1", at: 5)
    rehearsal.hear("messageComplete", ["channelId": .string(Rehearsal.channel)])
    rehearsal.answer(
      Rehearsal.page([
        Rehearsal.stored("server-m1", "one", at: 5, client: "m1"),
        Rehearsal.stored("r1", "1", at: 10),
      ]))
    #expect(rehearsal.texts == ["one", "1"])
  }

  @Test func aSessionThatIsGoneIsMadeAnewInTheSameConnection() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.report(.disconnect(.transportClose, nil))
    try rehearsal.say("one", as: "m1")
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    rehearsal.answer(["error": "Session not found"], status: 404)
    _ = rehearsal.takeEmitted()
    rehearsal.answer(Rehearsal.made(session: "new", channel: "new-channel"), status: 201)
    #expect(
      rehearsal.takeEmitted().map { $0.argument.at("payload.channelId") } == ["new-channel"])
    rehearsal.hear("channel_joined", ["channelId": "new-channel"])
    rehearsal.answer(Rehearsal.page([]))
    let sent = rehearsal.takeEmitted()
    #expect(sent.map { $0.argument.at("payload.message") } == ["one"])
    #expect(sent.map { $0.argument.at("payload.channelId") } == ["new-channel"])
  }

  @Test func aServerThatLosesEverySessionAtOnceIsNotStormed() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.report(.disconnect(.transportError, nil))
    rehearsal.report(.connect(id: "s2", isRecovered: false))
    rehearsal.join()
    var made = 0
    for _ in 0..<20 {
      for call in rehearsal.takeCalls() {
        let isMaking = if case .create = call.question { true } else { false }
        made += isMaking ? 1 : 0
        let answer = SessionCall.Answer(
          status: isMaking ? 201 : 404, body: isMaking ? Rehearsal.made() : [:])
        rehearsal.change { $0.answered(call, .success(answer), at: $1) }
      }
      rehearsal.join()
    }
    #expect(made == 1, "the next waits")
    rehearsal.pass(.seconds(10))
    #expect(!rehearsal.takeCalls().isEmpty)
  }

  @Test func aSessionIsRenewedBeforeItExpires() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.pass(.seconds(25 * 60 - 1))
    #expect(rehearsal.takeCalls().isEmpty)
    rehearsal.pass(.seconds(1))
    #expect(rehearsal.takeCalls().map(\.question) == [.renew])
    rehearsal.pass(.seconds(300))
    #expect(rehearsal.state.session == .starting)
  }
}
