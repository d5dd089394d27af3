extension BuiltInOverlays {
  /// `fixtures/overlays/server-restart.overlay.yaml`.
  static let serverRestart = #"""
    # The server is deployed anew in the middle of a conversation.
    #
    # A frontend sees its connection reset and then connect errors for 3 s. It waits longer between attempts, does not give
    # up, joins its room again, and sends what people wrote meanwhile once, under the id it had the first time.
    format: eliza-mock-overlay/1
    name: server-restart
    about: After the first reply everybody is reset, and nobody can connect for 3 s.
    faults:
      - id: deploy
        at: { after: { event: messageBroadcast, from: agent, count: 1 } }
        do: { restart: 3s }

    """#
}
