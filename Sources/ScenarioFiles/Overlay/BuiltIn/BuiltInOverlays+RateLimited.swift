extension BuiltInOverlays {
  /// `fixtures/overlays/rate-limited.overlay.yaml`.
  static let rateLimited = #"""
    # Too many requests: after five calls three are refused, then all goes on.
    #
    # A frontend reads Retry-After, waits that long, tells people why, and repeats what was refused by itself.
    format: eliza-mock-overlay/1
    name: rate-limited
    about: The sixth to eighth call of the messaging API is answered with 429 and Retry-After.
    faults:
      - id: limit
        at: { request: "* /api/messaging/**", after: 5, times: 3 }
        do: { respond: { status: 429, retryAfter: 2s } }

    """#
}
