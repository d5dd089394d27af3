import JSON
import SocketIOClient
import Testing

@testable import ElizaClient

@Suite struct StartingTests {
  @Test func makesASessionConnectsJoinsAndCatchesUp() {
    var rehearsal = Rehearsal()
    rehearsal.change { $0.start(at: $1) }
    let calls = rehearsal.takeCalls()
    #expect(calls.map(\.target) == ["/api/messaging/sessions"])
    #expect(calls.first?.body?["userId"]?.stringValue == Rehearsal.user)
    #expect(rehearsal.state.session == .starting)
    rehearsal.change {
      $0.answered(
        calls[0], .success(SessionCall.Answer(status: 201, body: Rehearsal.made())), at: $1)
    }
    #expect(rehearsal.takeConnects() == 1)
    #expect(rehearsal.state.socket == .connecting)
    rehearsal.report(.connect(id: "s1", isRecovered: false))
    let join = rehearsal.takeEmitted()
    #expect(join.first?.name == "message")
    #expect(join.first?.argument["type"]?.intValue == 1)
    #expect(join.first?.argument.at("payload.roomId")?.stringValue == Rehearsal.channel)
    #expect(!rehearsal.state.isLive)
    rehearsal.join()
    #expect(rehearsal.state.isLive)
    #expect(rehearsal.takeCalls().map(\.question).count == 1)
  }

  @Test func asksTheServerForAnAgentWhenNoneIsNamed() {
    var rehearsal = Rehearsal { $0.agentID = nil }
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer([
      "success": true,
      "data": [
        "agents": [
          [
            "id": "one", "name": "Sleepy", "characterName": "Sleepy", "bio": "",
            "status": "inactive",
          ],
          ["id": "two", "name": "Ada", "characterName": "Ada", "bio": "", "status": "active"],
        ]
      ],
    ])
    #expect(rehearsal.takeCalls().first?.body?["agentId"] == "two")
    #expect(rehearsal.state.agentName == "Ada")
  }

  @Test func findsTheChannelWhereOldServersDoNotTell() {
    var rehearsal = Rehearsal()
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(Rehearsal.made(channel: nil), status: 201)
    rehearsal.answer([
      "data": [
        "channels": [
          ["id": "other", "metadata": ["sessionId": "x"]],
          ["id": "found", "metadata": ["sessionId": .string(Rehearsal.session)]],
        ]
      ]
    ])
    #expect(rehearsal.state.session.details?.room == "found")
    #expect(rehearsal.takeConnects() == 1)
  }

  @Test func aRefusedSessionIsToldWithTheServersWords() {
    var rehearsal = Rehearsal()
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(
      [
        "error": [
          "code": "AGENT_NOT_FOUND", "message": "Agent not found",
          "timestamp": "2026-01-19T10:15:30.123Z",
        ]
      ], status: 404)
    #expect(rehearsal.state.session == .failed(.refused("Agent not found")))
    #expect(rehearsal.state.problem == "Agent not found")
  }

  @Test func everyFormOfJoiningIsTriedUntilOneIsConfirmed() {
    var rehearsal = Rehearsal()
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(Rehearsal.made(), status: 201)
    rehearsal.report(.connect(id: "s1", isRecovered: false))
    rehearsal.hear("messageError", ["error": "channelId is required for joining."])
    rehearsal.pass(.seconds(4))
    let forms = rehearsal.takeEmitted()
    #expect(forms.map(\.name) == ["message", "message", "message", "1"])
    #expect(forms[1].argument.at("payload.channelId") == nil)
    #expect(forms[2].argument.at("payload.roomId") == nil)
    rehearsal.join()
    #expect(rehearsal.state.room == .joined(Rehearsal.channel))
    rehearsal.pass(.seconds(60))
    #expect(rehearsal.takeEmitted().isEmpty)
  }

  @Test func aServerThatConfirmsNothingIsTalkedToAllTheSame() throws {
    var rehearsal = Rehearsal()
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(Rehearsal.made(), status: 201)
    rehearsal.report(.connect(id: "s1", isRecovered: false))
    rehearsal.pass(.seconds(10))
    #expect(rehearsal.takeEmitted().map(\.name).suffix(2) == ["1", "join"])
    #expect(rehearsal.state.room == .unconfirmed(Rehearsal.channel))
    rehearsal.answer(Rehearsal.page([]))
    try rehearsal.say("hello", as: "m1")
    #expect(rehearsal.takeEmitted().count == 1)
  }

  @Test func whoIsRefusedByEveryFormIsToldWhy() {
    var rehearsal = Rehearsal()
    rehearsal.change { $0.start(at: $1) }
    rehearsal.answer(Rehearsal.made(), status: 201)
    rehearsal.report(.connect(id: "s1", isRecovered: false))
    for _ in JoinForm.allCases {
      rehearsal.hear("messageError", ["error": "Access denied"])
    }
    #expect(rehearsal.state.room == .refused("Access denied"))
  }
}
