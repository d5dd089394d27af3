public import ElizaDomain

extension MockServer {
  /// Moves scenario time on and runs everything due on the way, in order, before it returns.
  ///
  /// Works in every mode of the clock; with `MockServerConfiguration.clock` set to `.manual` time moves in no
  /// other way. Does nothing once the server has ended.
  public func advanceClock(by duration: Duration) async {
    _ = await ask { $0.site.clock.advance(by: duration) }
  }

  /// Moves scenario time on to the next thing that is due, such as the end of an agent's thinking, and runs it.
  ///
  /// Answers how far that was; nil when nothing waits.
  @discardableResult
  public func advanceClockToNext() async -> Duration? {
    await ask { $0.site.clock.advanceToNext() } ?? nil
  }

  /// Lets scenario time run in another way from now on.
  public func setClock(_ mode: ClockMode) async {
    _ = await ask { $0.site.clock.setMode(mode) }
  }
}
