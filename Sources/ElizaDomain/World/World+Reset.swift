public import ElizaModel
public import HostInterface
import JSON
import OrderedCollections

extension World {
  /// Forgets every chat session; their channels stay.
  public func removeAllSessions() {
    for session in sessionsByCreation { deleteSession(session.id) }
    sessionAges = Seniority()
  }

  /// Forgets every channel with its messages, every job and every uploaded file, and all message servers but
  /// the default one.
  public func removeAllChannels() {
    for job in jobs.values { job.timeout.map(clock.cancel) }
    jobs = [:]
    jobAges = Seniority()
    jobStatistics = JobStatistics()
    for channel in channels.values { delete(channel) }
    channelAges = Seniority()
    directChannels = [:]
    media = MediaStore(retention)
    for id in messageServers.keys where id != Identifier.defaultMessageServer {
      messageServers[id] = nil
    }
  }

  /// Puts `agents` in the place of all there are.
  public func setAgents(_ agents: [Agent]) {
    for id in Array(self.agents.keys) + Array(madeUpAgents.keys) { removeAgent(id) }
    deletedAgents = []
    agentWorlds = [:]
    localEnvironment = [:]
    for agent in agents { add(agent) }
  }

  /// Takes agents away as if they had never been there.
  public func forgetAgents(_ ids: Set<String>) {
    for id in ids { removeAgent(id) }
    let gone = Set(ids.map { $0.lowercased() })
    deletedAgents.removeAll { gone.contains($0) }
  }

  /// Lets the clock begin anew and ids be drawn from `random`, once everything that waits is forgotten.
  ///
  /// Nothing of what was scheduled happens any more.
  public func restart(at start: Timestamp, random: RandomSource) {
    clock.restart(at: start)
    ids = WorldIDs(random: random)
    isSweepScheduled = false
    isJobSweepScheduled = false
    channelCount = 0
    sessionCount = 0
    jobCount = 0
  }
}
