import ElizaDomain
import ElizaModel
import Testing

@Suite struct SessionTests {
  private func minutes(_ session: Session) -> Double {
    Double(session.createdAt.milliseconds(to: session.expiresAt)) / 60_000
  }

  private func makeSession(in world: World, timeout: SessionTimeout) -> Session {
    world.makeSession(SessionDraft(agentID: .eliza, userID: .ann, timeout: timeout)) { _ in nil }
  }

  @Test func ownsADirectChannelWithTheAgentOnly() throws {
    let world = World.testing()
    let session = makeSession(in: world, timeout: SessionTimeout())
    let channel = try #require(world.channels[session.channelID])
    #expect(channel.name == "session-\(session.id)")
    #expect(channel.type == "DM")
    #expect(Array(channel.participants) == [.eliza])
  }

  @Test func isProlongedByActivityUpToItsLongestDuration() {
    let world = World.testing()
    let session = makeSession(in: world, timeout: SessionTimeout(maxDurationMinutes: 60))
    #expect(minutes(session) == 30)
    world.clock.advance(by: .seconds(60 * 20))
    #expect(session.touch(at: world.clock.now))
    #expect(minutes(session) == 50)
    world.clock.advance(by: .seconds(60 * 20))
    #expect(session.touch(at: world.clock.now))
    #expect(minutes(session) == 60)
    #expect(session.renewalCount == 2)
    world.clock.advance(by: .seconds(60 * 20))
    #expect(!session.renew(at: world.clock.now))
    #expect(session.isExpired(at: world.clock.now))
  }

  @Test func isProlongedByRenewalOnlyWhenItDoesNotRenewItself() {
    let world = World.testing()
    let session = makeSession(
      in: world, timeout: SessionTimeout(timeoutMinutes: 10, renewsItself: false))
    world.clock.advance(by: .seconds(60))
    #expect(!session.touch(at: world.clock.now))
    #expect(minutes(session) == 10)
    #expect(session.lastActivity == world.clock.now)
    #expect(session.renew(at: world.clock.now))
    #expect(minutes(session) == 11)
    #expect(!session.timeout.renewsItself)
  }

  @Test func isNearItsEndBeforeItIsSweptAway() throws {
    let world = World.testing()
    let session = makeSession(in: world, timeout: SessionTimeout(timeoutMinutes: 5))
    world.clock.advance(by: .seconds(299))
    #expect(session.isNearExpiration(at: world.clock.now))
    #expect(session.timeRemaining(at: world.clock.now) == 1000)
    let other = makeSession(in: world, timeout: SessionTimeout(timeoutMinutes: 1))
    world.clock.advance(by: .milliseconds(500))
    #expect(world.sessionsByCreation.map(\.id) == [session.id, other.id])
    world.clock.advance(by: .milliseconds(499))
    guard case .found = world.session(session.id) else { return #expect(Bool(false)) }
    world.clock.advance(by: .milliseconds(1))
    guard case .unknown = world.session(session.id) else { return #expect(Bool(false)) }
  }

  @Test func saysWhenItExpiredToTheFirstWhoAsks() throws {
    let world = World.testing()
    let session = makeSession(in: world, timeout: SessionTimeout(timeoutMinutes: 1))
    world.clock.advance(by: .seconds(60))
    guard case .expired(let moment) = world.session(session.id) else {
      return #expect(Bool(false))
    }
    #expect(moment == session.expiresAt)
    guard case .unknown = world.session(session.id) else { return #expect(Bool(false)) }
  }

  @Test func livesOnWhereTimeEnds() {
    let world = World.testing()
    world.clock.advance(by: .seconds(1_000_000_000_000))
    let session = makeSession(in: world, timeout: SessionTimeout())
    world.clock.advance(by: .seconds(3_600))
    #expect(world.sessions.values.map(\.id) == [session.id])
  }

  @Test func isSweptAwayWhenNobodyAsks() {
    let world = World.testing()
    _ = makeSession(in: world, timeout: SessionTimeout(timeoutMinutes: 1))
    let living = makeSession(in: world, timeout: SessionTimeout())
    world.clock.advance(by: .seconds(301))
    #expect(world.sessions.values.map(\.id) == [living.id])
    world.clock.advance(by: .seconds(1800))
    #expect(world.sessions.isEmpty)
    #expect(world.clock.pendingCount == 0)
  }
}
