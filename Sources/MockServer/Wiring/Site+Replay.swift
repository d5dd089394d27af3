import ControlAPI
import ElizaDomain
import JSON
import Recording
import SocketIOServer

extension Site {
  /// Lets recordings answer from now on; nil lets the agents.
  func play(_ settings: ReplaySettings?) {
    realtime.replay?.stop()
    realtime.replay = nil
    guard let settings else { return }
    let replay = ReplayDriver(settings, world: world, api: api, seed: seed)
    replay.serve = { [unowned self] in api.handle($0, on: $1) }
    replay.onMiss = { [log, journal] in
      settings.onMiss == .script && !$0.isLoss
        ? log.notice($0.description) : log.warning($0.description)
      journal.record(.note($0.description))
    }
    realtime.replay = replay
  }
}

extension Site: ControlledReplays {
  var isReplaying: Bool { realtime.replay != nil }

  var replayDescription: JSON {
    guard let replay = realtime.replay else { return ["replaying": false] }
    let settings = replay.settings
    return [
      "replaying": true, "mode": .string(settings.mode.rawValue),
      "speed": settings.speed.map { JSON($0) } ?? "instant",
      "onMismatch": .string(settings.onMiss.rawValue),
      "ignore": .array(settings.ignored.paths.map { .string($0) }),
      "recordings": .array(settings.fixtures.map { .string($0.head.title ?? "untitled") }),
      "played": JSON(Int64(replay.playedCount)),
      "nextIn": replay.distanceToNext.map { JSON($0 / .milliseconds(1)) } ?? .null,
      "missCount": JSON(Int64(replay.missCount)),
      "misses": .array(replay.misses.map { .string($0.description) }),
    ]
  }

  func startReplay(_ fixture: [UInt8], _ wish: ReplayWish) -> String? {
    guard let speed = ReplaySpeed(wish.speed ?? "1") else {
      return "The speed must be \(ReplaySpeed.expectation), not '\(wish.speed ?? "")'."
    }
    do {
      var settings = ReplaySettings([try Fixture(parsing: fixture)], speed: speed.factor)
      settings.mode = wish.mode.flatMap(ReplayOptions.Mode.init) ?? .causal
      settings.onMiss = wish.onMismatch.flatMap(ReplaySettings.MissPolicy.init) ?? .fail
      settings.ignored = try IgnoredFields(wish.ignored)
      play(settings)
    } catch let error as FixtureError {
      return "line \(error.line): \(error.problem)"
    } catch {
      return "\(error)"
    }
    cutEverybody()
    return nil
  }

  func stepReplay() -> Bool { realtime.replay?.step() ?? false }

  func stopReplay() {
    play(nil)
    cutEverybody()
  }

  /// Makes every client connect anew.
  private func cutEverybody() {
    for session in realtime.server.engine.sessions.sorted(by: { $0.id < $1.id }) {
      session.lose(.close)
    }
  }
}
