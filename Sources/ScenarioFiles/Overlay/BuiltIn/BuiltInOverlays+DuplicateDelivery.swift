extension BuiltInOverlays {
  /// `fixtures/overlays/duplicate-delivery.overlay.yaml`.
  static let duplicateDelivery = #"""
    # Messages arrive twice, as after a retry somewhere on the way.
    #
    # A frontend shows each message once: it goes by the id, not by the text, and takes a second copy for an update.
    format: eliza-mock-overlay/1
    name: duplicate-delivery
    about: Every message is delivered twice, 50 ms apart.
    faults:
      - id: twice
        at: { event: messageBroadcast }
        do: { duplicate: 2, gap: 50ms }

    """#
}
