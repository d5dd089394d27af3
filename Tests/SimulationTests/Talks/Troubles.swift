import Scenario
import ScenarioFiles

/// What the server does to a talk, as overlays do it to a frontend.
enum Troubles {
  /// Every trouble by its name; some need a server that tells when an answer is complete.
  static let all: [Fault] = read(
    """
    - { id: doubled, at: { event: messageBroadcast, probability: 0.4 }, do: { duplicate: 3, gap: 50ms } }
    - { id: swapped, at: { event: messageBroadcast, probability: 0.4 }, do: { swapWithNext: true, within: 2s } }
    - { id: kicked, at: { event: messageBroadcast, probability: 0.2 }, do: { lose: kick } }
    - { id: reset, at: { event: messageBroadcast, probability: 0.2 }, do: { lose: reset } }
    - { id: closed, at: { event: messageAck, probability: 0.2 }, do: { lose: close } }
    - { id: starved, at: { event: messageAck, probability: 0.1 }, do: { lose: ping } }
    - { id: tunnel, at: { event: messageBroadcast, probability: 0.1 }, do: { lose: silent, for: 4s } }
    - { id: dead, at: { event: messageBroadcast, probability: 0.1 }, do: { lose: silent } }
    - { id: cut, at: { event: message, direction: in, probability: 0.2 }, do: { lose: reset } }
    - { id: shed, at: { lifecycle: join, probability: 0.2 }, do: { lose: kick } }
    - { id: refused, at: { lifecycle: connect, probability: 0.3 }, do: { refuse: true } }
    - { id: forgotten, at: { event: messageAck, probability: 0.2 }, do: { forgetSid: true } }
    - { id: garbled, at: { event: messageBroadcast, probability: 0.1 }, do: { corrupt: true } }
    - { id: leaked, at: { event: messageBroadcast, probability: 0.3 }, do: { leakToRoom: true } }
    - { id: unsent, at: { event: message, direction: in, probability: 0.2 }, do: { drop: true } }
    - { id: unjoined, at: { event: channel_joined, probability: 0.3 }, do: { drop: true } }
    - { id: slow, at: { request: "* /api/**" }, do: { delay: { median: 200ms, p95: 1.5s } } }
    - { id: limited, at: { request: "* /api/messaging/sessions/*/messages", probability: 0.3 },
        do: { respond: { status: 429, retryAfter: 1s } } }
    - { id: broken, at: { request: "* /api/messaging/sessions/**", probability: 0.2 },
        do: { respond: { status: 503 } } }
    - { id: no-ws, at: { lifecycle: upgrade }, do: { refuse: true } }
    - { id: deploy, at: { event: messageBroadcast, probability: 0.1 }, do: { restart: 2s } }
    """)

  /// Troubles that only a server shows which says when an answer is complete.
  static let unnoticed: [Fault] = read(
    """
    - { id: unheard, at: { event: messageBroadcast, from: agent, probability: 0.2 }, do: { drop: true } }
    """)

  private static func read(_ faults: String) -> [Fault] {
    let text = "format: eliza-mock-overlay/1\nname: troubles\nfaults:\n" + faults
    do throws(UnusableFile) {
      return try OverlayFile(Array(text.utf8), file: "troubles").overlay.faults
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
