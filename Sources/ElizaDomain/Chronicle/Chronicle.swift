import DequeModule
import ElizaModel
import JSON

/// What the agents did: every run with its events, log and memories, and the rooms that clients made.
///
/// The oldest runs and rooms go when there are too many or they take too much memory.
public final class Chronicle {
  private let runLimit: Int
  private let byteLimit: Int
  private let roomLimit: Int
  private let roomByteLimit: Int
  private var kept = Deque<Run>()
  private var byteCount = 0
  private var madeRooms = Deque<AgentRoom>()
  private var roomByteCount = 0

  init(_ retention: Retention) {
    runLimit = max(retention.runs, 1)
    byteLimit = retention.runBytes
    roomLimit = max(retention.rooms, 1)
    roomByteLimit = retention.metadataBytes
  }

  /// The number of runs that are kept.
  public var runCount: Int { kept.count }

  /// The runs of an agent, newest first; cost grows with all runs.
  public func runs(of agentID: String) -> [Run] {
    kept.reversed().filter { $0.agentID == agentID }
  }

  /// The rooms that clients made for an agent, in order.
  func rooms(of agentID: String) -> [AgentRoom] {
    madeRooms.filter { $0.agentID == agentID }
  }

  /// Begins the record of an agent's work on a message.
  func begin(_ prompt: AgentPrompt, at now: Timestamp, ids: WorldIDs) -> Run {
    let run = Run(prompt, at: now, ids: ids)
    kept.append(run)
    recount(run)
    return run
  }

  /// Takes note that a run has grown or shrunk, and lets the oldest go.
  func recount(_ run: Run) {
    guard run.countedBytes != Chronicle.dropped else { return }
    let bytes = run.byteCount
    byteCount += bytes - run.countedBytes
    run.countedBytes = bytes
    while kept.count > runLimit || byteCount > byteLimit, kept.count > 1,
      let oldest = kept.popFirst()
    {
      byteCount -= oldest.countedBytes
      oldest.countedBytes = Chronicle.dropped
    }
  }

  /// Lays what a client has changed over a memory of a run; answers whether that is kept.
  ///
  /// It is not where the run alone would then have more bytes than all runs may have together, or where it is itself
  /// among the oldest that have to go.
  func change(_ place: Int, of run: Run, to changes: StoredJSON) -> Bool {
    let earlier = run.memories[place].changes
    run.memories[place].changes = changes
    guard run.byteCount <= byteLimit else {
      run.memories[place].changes = earlier
      return false
    }
    recount(run)
    return run.countedBytes != Chronicle.dropped
  }

  /// Forgets the memories that fit; answers how many there were.
  @discardableResult
  func forget(where isMeant: (Run, RunMemory) -> Bool) -> Int {
    var count = 0
    for run in kept {
      let left = run.memories.filter { !isMeant(run, $0) }
      guard left.count < run.memories.count else { continue }
      count += run.memories.count - left.count
      run.memories = left
      recount(run)
    }
    return count
  }

  /// Forgets what every agent remembers of a channel.
  func forgetMemories(ofChannel id: String) {
    forget { run, _ in run.channelID == id }
  }

  /// Forgets all that an agent did.
  func forgetAgent(_ id: String) {
    for run in kept where run.agentID == id {
      byteCount -= run.countedBytes
      run.countedBytes = Chronicle.dropped
    }
    kept.removeAll { $0.agentID == id }
    forgetRooms { $0.agentID == id }
  }

  /// Keeps a room that a client made; the oldest go when there are too many or they have too many bytes.
  func keep(_ room: AgentRoom) {
    madeRooms.append(room)
    roomByteCount += room.byteCount
    while madeRooms.count > roomLimit || roomByteCount > roomByteLimit, madeRooms.count > 1 {
      roomByteCount -= madeRooms.removeFirst().byteCount
    }
  }

  /// Forgets the rooms that fit.
  func forgetRooms(where isMeant: (AgentRoom) -> Bool) {
    madeRooms.removeAll(where: isMeant)
    roomByteCount = madeRooms.reduce(0) { $0 + $1.byteCount }
  }

  /// Forgets everything.
  public func removeAll() {
    for run in kept { run.countedBytes = Chronicle.dropped }
    kept = []
    byteCount = 0
    madeRooms = []
    roomByteCount = 0
  }

  /// Marks a run that is not kept any more, though an agent may still be at it.
  private static let dropped = -1
}
