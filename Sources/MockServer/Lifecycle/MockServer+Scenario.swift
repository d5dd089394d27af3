public import ElizaDomain
public import Scenario

extension MockServer {
  /// Plays another scenario from the next message on; replies under way go on as they were planned.
  public func reload(_ scenario: ScenarioDefinition) async {
    _ = await ask { $0.site.reload(scenario) }
  }

  /// The replies that wait at a `hold` step, longest first.
  public var holds: [Holds.Waiting] {
    get async { await ask { $0.site.world.holds.waiting } ?? [] }
  }

  /// Lets all replies that wait under a name go on; answers how many there were.
  @discardableResult
  public func release(_ name: String) async -> Int {
    await ask { $0.site.world.holds.release(name) } ?? 0
  }

  /// Lets all replies that wait go on; answers how many there were.
  @discardableResult
  public func releaseAll() async -> Int {
    await ask { $0.site.world.holds.releaseAll() } ?? 0
  }

  /// Which rule would answer a message, and why the others would not; nothing changes by it.
  ///
  /// Nil once the server has ended.
  public func explain(_ message: MessageContext) async -> Explanation? {
    await ask { $0.site.explain(message) } ?? nil
  }
}
