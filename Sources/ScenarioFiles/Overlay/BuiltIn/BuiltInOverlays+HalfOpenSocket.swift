extension BuiltInOverlays {
  /// `fixtures/overlays/half-open-socket.overlay.yaml`.
  static let halfOpenSocket = #"""
    # The other end is gone and nobody said so: the socket looks open, and nothing comes.
    #
    # A frontend learns of it from the heartbeat, after up to 45 s with the usual times. It does not take "connected" for proof:
    # a message without acknowledgement or echo is marked as not sent.
    format: eliza-mock-overlay/1
    name: half-open-socket
    about: After the first reply the connection is dead for ever, and stays open.
    faults:
      - id: dead
        at: { after: { event: messageBroadcast, from: agent, count: 1 } }
        do: { lose: silent }

    """#
}
