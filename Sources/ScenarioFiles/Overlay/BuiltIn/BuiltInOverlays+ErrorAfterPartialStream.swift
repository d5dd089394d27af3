extension BuiltInOverlays {
  /// `fixtures/overlays/error-after-partial-stream.overlay.yaml`.
  static let errorAfterPartialStream = #"""
    # The model breaks down in the middle of a streamed answer. Only agents that stream are hit: those of --profile 1.7.2, and of
    # scenarios with a stream step.
    #
    # A frontend keeps what has come, marks it as incomplete, stops the cursor, and offers to ask again.
    format: eliza-mock-overlay/1
    name: error-after-partial-stream
    about: In place of every third piece of a streamed reply comes messageStreamError, and the rest never.
    faults:
      - id: breakdown
        at: { event: messageStreamChunk, every: 3 }
        do: { error: "The model stopped answering." }

    """#
}
