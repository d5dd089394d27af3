import ElizaDomain
import HTTP1
import HostInterface
import JSON
import Testing

@testable import ControlAPI

@Suite struct ClockCallTests {
  let fixture = ControlFixture()

  @Test func tellsWhatTheClockShowsAndWhatWaits() {
    fixture.clock.clock.schedule(after: .milliseconds(1500)) {}
    #expect(
      fixture.call(.get, "clock")?.json == [
        "mode": "manual", "now": "1970-01-01T00:00:00.000Z", "nextInMs": 1500, "waiting": 1,
      ])
  }

  @Test func runsEverythingDueInOrderBeforeItAnswers() {
    var rings: [Int] = []
    for (number, minutes) in [(3, 31), (1, 10), (2, 20)] {
      fixture.clock.clock.schedule(after: .seconds(60 * minutes)) { rings.append(number) }
    }
    let answer = fixture.call(.post, "clock/advance", ["by": "31m"])?.json
    #expect(rings == [1, 2, 3])
    #expect(answer?["now"] == "1970-01-01T00:31:00.000Z")
    #expect(answer?["movedMs"] == 1_860_000)
  }

  @Test func goesUntilAMoment() {
    let answer = fixture.call(.post, "clock/advance", ["to": "1970-01-02T00:00:00Z"])
    #expect(answer?.json["now"] == "1970-01-02T00:00:00.000Z")
    let past = fixture.call(.post, "clock/advance", ["to": "1970-01-01T00:00:00Z"])
    #expect(past?.status.code == 400)
  }

  @Test func goesToTheNextThing() {
    var hasRung = false
    fixture.clock.clock.schedule(after: .seconds(3)) { hasRung = true }
    #expect(fixture.call(.post, "clock/next")?.json["movedMs"] == 3000)
    #expect(hasRung)
    #expect(fixture.call(.post, "clock/next")?.json["movedMs"] == nil)
  }

  @Test func comesToNothingMoreWhereTimeEnds() {
    let end: JSON = ["to": "+275760-09-13T00:00:00.000Z"]
    #expect(fixture.call(.post, "clock/advance", end)?.status.code == 200)
    _ = fixture.world.makeSession(SessionDraft(agentID: "a", userID: "u")) { _ in nil }
    for body in [end, ["by": "1h"]] as [JSON] {
      #expect(fixture.call(.post, "clock/advance", body)?.status.code == 200)
    }
    let next = fixture.call(.post, "clock/next")?.json
    #expect(next?["movedMs"] == nil)
    #expect(next?["nextInMs"]?.isNull == true)
    #expect(next?["waiting"] == 1)
    #expect(fixture.world.sessions.count == 1)
  }

  @Test func saysHowFarItMovedWhereTimeEnds() {
    fixture.clock.clock.advance(by: .nanoseconds(Int64.max - 1) - .seconds(2))
    for moved in [2_000.0, 0] {
      let answer = fixture.call(.post, "clock/advance", ["by": "1h"])?.json
      #expect(answer?["movedMs"]?.doubleValue == moved)
    }
  }

  @Test(arguments: ["real", "manual", "x10", "x0.5"])
  func runsAsItIsTold(mode: String) {
    let answer = fixture.call(.put, "clock", ["mode": .string(mode)])
    #expect(answer?.json["mode"]?.stringValue == mode)
  }

  @Test(
    arguments: [
      ["mode": "fast"], ["mode": "x0"], ["mode": "x-1"], ["mode": "xnan"], ["mode": 3], [:],
      ["mode": "real", "speed": 2],
    ] as [JSON])
  func saysWhatIsWrong(body: JSON) {
    let answer = fixture.call(.put, "clock", body)
    #expect(answer?.status.code == 400)
    #expect(answer?.headers["Content-Type"] == "application/problem+json")
  }

  @Test(arguments: [["by": "31"], ["by": 31], ["by": "1h", "to": "1971-01-01"], [:]] as [JSON])
  func wantsADurationWithItsUnit(body: JSON) {
    #expect(fixture.call(.post, "clock/advance", body)?.status.code == 400)
  }
}
