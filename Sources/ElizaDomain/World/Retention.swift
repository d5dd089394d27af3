/// How much the world keeps.
///
/// Of messages, channels, sessions, jobs, files, runs and agents' rooms the oldest go when there are too many; of
/// agents, their worlds, message servers and participants no further ones are taken.
public struct Retention: Hashable, Sendable {
  /// The most messages one channel keeps; 10,000.
  public var perChannel: Int
  /// The most messages all channels keep together; 200,000.
  public var total: Int
  /// The most memory in bytes, about, that all messages take together; the newest is always kept; 256 MiB.
  public var messageBytes = 268_435_456
  /// The most channels; 200,000.
  public var channels = 200_000
  /// The most sessions; 200,000.
  public var sessions = 200_000
  /// The most jobs, which real servers tell their clients; 10,000.
  public var jobs = 10_000
  /// The most memory in bytes, about, that all jobs take together; 64 MiB.
  public var jobBytes = 67_108_864
  /// The most bytes of metadata, names and participants that all channels have together, and the
  /// most that all sessions have, all agents, all message servers, all worlds of agents, and all rooms that
  /// clients make for agents; 64 MiB.
  public var metadataBytes = 67_108_864
  /// The most agents, and the most of them on one message server; 1,024.
  public var agents = 1_024
  /// The most message servers; 1,024.
  public var messageServers = 1_024
  /// The most participants of one channel; 1,024.
  public var participants = 1_024
  /// The most bytes that all uploaded files have together; 256 MiB.
  public var mediaBytes = 268_435_456
  /// The most uploaded files; 10,000.
  public var mediaFiles = 10_000
  /// The most runs of agents, with their logs and memories; 10,000.
  public var runs = 10_000
  /// The most bytes that all runs have together; 64 MiB.
  public var runBytes = 67_108_864
  /// The most rooms that clients make for agents; 1,024.
  public var rooms = 1_024
  /// The most turns of agents that may be under way, each with a timer; further messages get no
  /// answer; 65,536.
  public var turns = 65_536

  /// Makes limits; values below 1 count as 1.
  public init(perChannel: Int = 10_000, total: Int = 200_000) {
    self.perChannel = max(perChannel, 1)
    self.total = max(total, 1)
  }
}
