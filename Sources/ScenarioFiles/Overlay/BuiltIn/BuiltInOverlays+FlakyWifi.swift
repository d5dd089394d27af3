extension BuiltInOverlays {
  /// `fixtures/overlays/flaky-wifi.overlay.yaml`.
  static let flakyWifi = #"""
    # The connection comes and goes: a train, a lift, a crowded café.
    #
    # A frontend shows that it is offline, keeps what people type, comes back by itself, joins its room again (rooms do not
    # survive a connection) and fetches what it has missed from the history.
    format: eliza-mock-overlay/1
    name: flaky-wifi
    about: Requests take their time, and every so often the connection is dead for 8 s or cut.
    faults:
      - id: slow
        at: { request: "* /api/**" }
        do: { delay: { median: 150ms, p95: 1.2s } }
      # Everything that is sent within these 8 s arrives after them, in one burst.
      - id: tunnel
        at: { after: { event: messageBroadcast, from: agent, every: 3 } }
        do: { lose: silent, for: 8s }
      - id: cut
        at: { event: message, direction: in, probability: 0.05 }
        do: { lose: reset }

    """#
}
