public import ElizaModel
import OrderedCollections

/// The replies that wait at named points until somebody releases them.
///
/// Loop thread only. Releasing a reply lets it go on within the call.
public final class Holds {
  /// A reply that waits.
  public struct Waiting: Hashable, Sendable {
    /// The name it waits under; several may wait under one.
    public let name: String
    /// The agent whose reply it is.
    public let agentID: String
    /// The channel the reply is for.
    public let channelID: String
    /// The message that is answered.
    public let messageID: String
    /// What decided on the reply.
    public let source: ReplySource?
    /// Since when it waits, in scenario time.
    public let since: Timestamp
    /// When it goes on by itself; nil when it does not.
    public let until: Timestamp?
  }

  /// Names one that waits.
  struct Token: Hashable {
    fileprivate let number: UInt64
  }

  private struct Entry {
    let waiting: Waiting
    let proceed: () -> Void
    var timer: WorldClock.Token?
  }

  /// Told about every reply that begins to wait.
  public var onArrival: ((Waiting) -> Void)?
  /// Told about every reply that goes on, released or by itself.
  public var onRelease: ((Waiting) -> Void)?

  private let clock: WorldClock
  private var entries: OrderedDictionary<UInt64, Entry> = [:]
  private var count: UInt64 = 0

  init(clock: WorldClock) {
    self.clock = clock
  }

  /// All that wait, longest first.
  public var waiting: [Waiting] { entries.values.map(\.waiting) }

  /// Lets all that wait under a name go on, longest first; answers how many there were.
  @discardableResult
  public func release(_ name: String) -> Int { release { $0.name == name } }

  /// Lets all that wait go on, longest first; answers how many there were.
  @discardableResult
  public func releaseAll() -> Int { release { _ in true } }

  /// Has a reply wait until it is released, or for `max`; then `proceed` is called once.
  func wait(
    _ name: String, max: Duration?, prompt: AgentPrompt, by source: ReplySource?,
    proceed: @escaping () -> Void
  ) -> Token {
    count &+= 1
    let number = count
    let waiting = Waiting(
      name: name, agentID: prompt.agent.id, channelID: prompt.incoming.channel.id,
      messageID: prompt.incoming.message.id, source: source, since: clock.now,
      until: max.map { clock.now.advanced(by: $0) })
    let timer = max.map { max in
      clock.schedule(after: max) { [weak self] in self?.proceed(number) }
    }
    entries[number] = Entry(waiting: waiting, proceed: proceed, timer: timer)
    onArrival?(waiting)
    return Token(number: number)
  }

  /// Forgets one that waits; harmless afterwards.
  func cancel(_ token: Token) {
    guard let entry = entries.removeValue(forKey: token.number) else { return }
    if let timer = entry.timer { clock.cancel(timer) }
  }

  private func release(where isMeant: (Waiting) -> Bool) -> Int {
    let numbers = entries.filter { isMeant($0.value.waiting) }.map(\.key)
    return numbers.reduce(0) { $0 + (proceed($1) ? 1 : 0) }
  }

  @discardableResult
  private func proceed(_ number: UInt64) -> Bool {
    guard let entry = entries.removeValue(forKey: number) else { return false }
    if let timer = entry.timer { clock.cancel(timer) }
    onRelease?(entry.waiting)
    entry.proceed()
    return true
  }
}
