extension BuiltInOverlays {
  /// `fixtures/overlays/polling-only.overlay.yaml`.
  static let pollingOnly = #"""
    # A proxy lets no WebSocket through.
    #
    # A frontend that allows both transports works on by polling and says nothing. One that insists on WebSocket shows that it
    # cannot connect.
    format: eliza-mock-overlay/1
    name: polling-only
    about: Every request for a WebSocket is refused.
    faults:
      - id: proxy
        at: { lifecycle: upgrade }
        do: { refuse: true }

    """#
}
