import ElizaDomain
import HTTP1
import HostInterface
import JSON
import TestSupport
import Testing

@testable import ControlAPI

@Suite struct JournalTests {
  private func notes(_ journal: Journal, after number: UInt64 = 0) -> [String] {
    journal.entries(after: number).map { entry in
      if case .note(let text) = entry.event { text } else { "?" }
    }
  }

  @Test func keepsTheLatestAndCountsAll() {
    let journal = ControlFixture(journalLimit: 3).journal
    for text in ["a", "b", "c", "d", "e"] { journal.record(.note(text)) }
    #expect(notes(journal) == ["c", "d", "e"])
    #expect(notes(journal, after: 4) == ["e"])
    #expect(notes(journal, after: 5).isEmpty)
    #expect(notes(journal, after: .max).isEmpty)
    #expect((journal.first, journal.last) == (3, 5))
  }

  @Test func numbersGoOnAfterItIsEmptied() {
    let journal = ControlFixture(journalLimit: 3).journal
    for text in ["a", "b"] { journal.record(.note(text)) }
    journal.removeAll()
    #expect(notes(journal).isEmpty)
    for text in ["c", "d", "e", "f"] { journal.record(.note(text)) }
    #expect(notes(journal) == ["d", "e", "f"])
    #expect(journal.last == 6)
  }

  @Test func forgetsTheOldestWhenOthersTakeTooMuchMemory() {
    let journal = ControlFixture().journal
    let large = [UInt8](repeating: 0x20, count: Journal.byteLimit / 2)
    for _ in 0..<3 { journal.record(.received(socket: "a", large)) }
    #expect(journal.first == 2)
    journal.record(.received(socket: "a", large + large))
    #expect(journal.first == 4)
    journal.record(.note("small"))
    #expect(Array(journal.entries(after: 0)).count == 1)
  }

  @Test func keepsNothingWhenItMayNot() {
    let fixture = ControlFixture(journalLimit: 0)
    fixture.journal.record(.note("a"))
    #expect(fixture.journal.last == 0)
    #expect(fixture.call(.get, "journal")?.json["entries"] == [])
    #expect(fixture.call(.post, "wait", ["for": [:]])?.status.code == 409)
  }

  @Test func tellsBothTimes() {
    let fixture = ControlFixture()
    fixture.realTime.advance(by: .milliseconds(1_500))
    fixture.clock.advance(by: .seconds(60))
    fixture.journal.record(.note("now"))
    let entry = fixture.call(.get, "journal")?.json["entries"]?[0]
    #expect(entry?["t"] == 1500)
    #expect(entry?["at"] == "1970-01-01T00:01:00.000Z")
  }

  @Test func isReadInPages() {
    let fixture = ControlFixture()
    for number in 1...5 { fixture.journal.record(.note("\(number)")) }
    let first = fixture.call(.get, "journal?since=0&limit=2")?.json
    #expect(first?["entries"]?.arrayValue?.map { $0["n"] } == [1, 2])
    #expect(first?["next"] == 2)
    let last = fixture.call(.get, "journal?since=4&limit=2")?.json
    #expect(last?["entries"]?.arrayValue?.map { $0["n"] } == [5])
    #expect(last?["next"] == 5)
    let latest = fixture.call(.get, "journal?limit=2")?.json
    #expect(latest?["entries"]?.arrayValue?.map { $0["n"] } == [4, 5])
  }
}
