import HostInterface
import Testing

@testable import MockServer

@Suite struct RepetitionFilterTests {
  /// A filter that is asked at seconds since its beginning.
  private final class Filter {
    private var filter = RepetitionFilter()

    func passes(_ reason: String, _ peer: String, at seconds: Int = 0) -> Bool {
      filter.passes(reason, peer: peer, at: .zero.advanced(by: .seconds(seconds)))
    }
  }

  @Test func theSameLinePassesOnceAMinute() {
    let filter = Filter()
    #expect(filter.passes("unknown", "::1"))
    #expect(!filter.passes("unknown", "::1", at: 59))
    #expect(filter.passes("unknown", "::1", at: 60))
    #expect(!filter.passes("unknown", "::1", at: 119))
  }

  @Test func otherReasonsAndPeersPass() {
    let filter = Filter()
    #expect(filter.passes("unknown", "::1"))
    #expect(filter.passes("forbidden", "::1"))
    #expect(filter.passes("unknown", "127.0.0.1"))
  }

  @Test func manyPeersDoNotFillMemory() {
    let filter = Filter()
    let passed = (0..<5_000).count { filter.passes("unknown", "\($0)") }
    #expect(passed == 1_024)
    #expect(filter.passes("unknown", "new", at: 60))
  }
}
