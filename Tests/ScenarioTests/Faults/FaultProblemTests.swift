import Scenario
import Testing

@Suite struct FaultProblemTests {
  private static let out = Trigger.Subject.event(EventPattern("messageBroadcast", direction: .out))

  @Test func whatMakesSenseHasNone() {
    for effect: Effect in [
      .lose(.silent, for: .seconds(8)), .drop, .delay(.fixed(.zero)), .corrupt, .error("x"),
      .leakToRoom(nil), .swapWithNext(within: .seconds(1)), .duplicate(times: 2, gap: .zero),
    ] {
      #expect(Fault(id: "f", at: Trigger(Self.out), do: [effect]).problems == [])
    }
  }

  @Test func whatCannotHappenThereIsSaid() {
    let fault = Fault(
      id: "f", at: Trigger(.lifecycle(.upgrade)), do: [.drop, .refuse(message: nil)])
    #expect(
      fault.problems == [
        "'drop' cannot happen at upgrade; it can at: join, events from clients, events to clients"
      ])
  }

  @Test func afterwardsThereIsLittleLeftToDo() {
    let fault = Fault(id: "f", at: Trigger(Self.out, isAfterwards: true), do: [.drop])
    #expect(
      fault.problems == [
        "'drop' cannot happen after the event messageBroadcast; "
          + "afterwards there is only 'lose', 'forgetSid' and 'restart'"
      ])
  }

  @Test func impossibleCountsAreSaid() {
    let trigger = Trigger(
      Self.out, nth: 0, every: -1, after: -1, times: 0, probability: 1.5, since: .seconds(2),
      until: .seconds(1))
    #expect(
      Fault(id: "f", at: trigger, do: []).problems == [
        "'nth' counts from 1", "'every' counts from 1", "'times' counts from 1",
        "'after' is 0 or more", "'probability' is between 0 and 1", "'since' comes before 'until'",
        "'do' names nothing that happens",
      ])
  }
}
