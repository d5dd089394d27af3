extension BuiltInOverlays {
  /// `fixtures/overlays/expired-session.overlay.yaml`.
  static let expiredSession = #"""
    # The chat was left open over lunch: its session is gone.
    #
    # A frontend that is told 410 makes a new session, joins its channel and sends the message again. A client that polls and
    # is told that its Engine.IO session is unknown connects anew and joins its room again.
    format: eliza-mock-overlay/1
    name: expired-session
    about: The second message of the Sessions API meets an expired session, and so does the fourth poll.
    faults:
      - id: session
        at: { request: "POST /api/messaging/sessions/*/messages", nth: 2 }
        do:
          respond:
            status: 410
            body:
              success: false
              error: { code: SESSION_EXPIRED, message: "Session expired" }
      - id: sid
        at: { lifecycle: poll, nth: 4 }
        do: { forgetSid: true }

    """#
}
