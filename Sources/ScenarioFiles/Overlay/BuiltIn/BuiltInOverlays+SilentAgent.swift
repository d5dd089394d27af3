extension BuiltInOverlays {
  /// `fixtures/overlays/silent-agent.overlay.yaml`.
  static let silentAgent = #"""
    # The agent never answers: the model is gone, or it chose to ignore the message. Nothing says so.
    #
    # A frontend stops its "is thinking" after a while, says that no answer came, and lets people ask again.
    format: eliza-mock-overlay/1
    name: silent-agent
    about: Messages are taken, but no reply and no end of thinking arrives.
    faults:
      - id: reply
        at: { event: messageBroadcast, from: agent }
        do: { drop: true }
      - id: piece
        at: { event: "messageStream*", direction: out }
        do: { drop: true }
      - id: end
        at: { event: messageComplete, direction: out }
        do: { drop: true }

    """#
}
