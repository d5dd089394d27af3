extension BuiltInOverlays {
  /// `fixtures/overlays/slow-agent.overlay.yaml`.
  static let slowAgent = #"""
    # The model is under load: answers come, but late.
    #
    # A frontend shows that the agent is busy for as long as it takes, and neither times out nor sends the question again.
    format: eliza-mock-overlay/1
    name: slow-agent
    about: Every reply is some 8 s late, some of them half a minute.
    faults:
      - id: load
        at: { event: messageBroadcast, from: agent }
        do: { delay: { median: 8s, p95: 25s, max: 40s } }

    """#
}
