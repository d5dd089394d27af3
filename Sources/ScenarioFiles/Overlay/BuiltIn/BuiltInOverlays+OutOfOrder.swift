extension BuiltInOverlays {
  /// `fixtures/overlays/out-of-order.overlay.yaml`.
  static let outOfOrder = #"""
    # Messages overtake one another.
    #
    # A frontend orders messages by createdAt and not by their arrival.
    format: eliza-mock-overlay/1
    name: out-of-order
    about: Every message lets the next one go first, if one comes within 2 s.
    faults:
      - id: overtaken
        at: { event: messageBroadcast }
        do: { swapWithNext: true, within: 2s }

    """#
}
