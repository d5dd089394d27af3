import Testing

@testable import Reactor

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct SelectorChoiceTests {
  @Test func theEnvironmentChoosesPoll() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("ELIZA_MOCK_SELECTOR", "poll", 1)
      #expect(EventLoop.SelectorChoice.fromEnvironment == .poll)
      let loop = try EventLoop()
      #expect(loop.selector is PollSelector)
    }
  }

  @Test func anyOtherValueLeavesTheSystemsOwn() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("ELIZA_MOCK_SELECTOR", "select", 1)
      #expect(EventLoop.SelectorChoice.fromEnvironment == .system)
      let loop = try EventLoop()
      #expect(!(loop.selector is PollSelector))
    }
  }
}
