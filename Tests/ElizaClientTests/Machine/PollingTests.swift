import JSON
import Testing

@testable import ElizaClient

@Suite struct PollingTests {
  private func enter() -> Rehearsal {
    var rehearsal = Rehearsal { $0.transport = .polling }
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(Rehearsal.made(), status: 201)
    rehearsal.answer(Rehearsal.page([]))
    return rehearsal
  }

  @Test func asksEveryOneAndAHalfSeconds() {
    var rehearsal = enter()
    #expect(rehearsal.takeConnects() == 0)
    rehearsal.pass(.milliseconds(1_499))
    #expect(rehearsal.takeCalls().isEmpty)
    rehearsal.pass(.milliseconds(1))
    rehearsal.answer(Rehearsal.page([Rehearsal.stored("r1", "Hi!", at: 10)]))
    #expect(rehearsal.texts == ["Hi!"])
    #expect(rehearsal.state.messages.last?.route == .api)
    rehearsal.pass(.milliseconds(1_500))
    rehearsal.answerNothing()
    #expect(rehearsal.state.problem == "no connection")
    rehearsal.pass(.milliseconds(1_500))
    #expect(rehearsal.takeCalls().count == 1)
  }

  @Test func postsOneAfterTheOther() throws {
    var rehearsal = enter()
    try rehearsal.say("one", as: "m1")
    rehearsal.pass(.seconds(1))
    try rehearsal.say("two", as: "m2")
    let first = rehearsal.takeCalls()
    #expect(first.map(\.question) == [.post("m1")])
    #expect(first.first?.body?.at("metadata.clientMessageId") == "m1")
    rehearsal.change {
      $0.answered(
        first[0],
        .success(
          SessionCall.Answer(
            status: 201, body: ["id": "x", "createdAt": "2025-11-24T13:20:00.010Z"])),
        at: $1)
    }
    #expect(rehearsal.takeCalls().map(\.question) == [.post("m2")])
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent, .sending])
  }

  @Test func aPostWithoutAnAnswerIsLookedFor() throws {
    var rehearsal = enter()
    try rehearsal.say("one", as: "m1")
    rehearsal.answerNothing()
    #expect(rehearsal.state.messages.map(\.delivery) == [.sending])
    rehearsal.pass(.milliseconds(1_500))
    rehearsal.answer(
      Rehearsal.page([Rehearsal.stored("x", "one", at: 5, client: "m1")]))
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent])
  }

  @Test func aLimitOfTheServerIsToldAndTheMessageCanBeRetried() throws {
    var rehearsal = enter()
    try rehearsal.say("one", as: "m1")
    rehearsal.answer(["error": "Too many requests"], status: 429)
    #expect(rehearsal.state.messages.map(\.delivery) == [.failed("Too many requests")])
    #expect(throws: SendError.tooLong(limit: 4_000)) {
      try rehearsal.say(String(repeating: "x", count: 4_001), as: "m2")
    }
  }

  @Test func whereTheHistoryIsBrokenADoubtHasAnEnd() throws {
    var rehearsal = Rehearsal { $0.transport = .polling }
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(Rehearsal.made(), status: 201)
    rehearsal.answer(Rehearsal.page([]))
    try rehearsal.say("one", as: "m1")
    rehearsal.answerNothing()
    for _ in 1...60 {
      rehearsal.pass(.seconds(1))
      rehearsal.answer(["error": "broken"], status: 500)
    }
    let unknown = "the history cannot be read, so it is unknown whether the message was stored"
    #expect(rehearsal.state.messages.map(\.delivery) == [.failed(unknown)])
    try rehearsal.change { (conversation, moment) throws(SendError) in
      try conversation.retry("m1", at: moment)
    }
    let posts = rehearsal.takeCalls().filter { $0.question == .post("m1") }
    #expect(posts.map { $0.body?.at("metadata.clientMessageId") } == ["m1"])
  }
}
