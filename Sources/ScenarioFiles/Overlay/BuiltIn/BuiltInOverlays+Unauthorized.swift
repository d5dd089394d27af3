extension BuiltInOverlays {
  /// `fixtures/overlays/unauthorized.overlay.yaml`.
  static let unauthorized = #"""
    # The key is wrong or has run out.
    #
    # A frontend asks people to sign in again, and does not try for ever: neither the 401 nor the connect_error goes away by itself.
    format: eliza-mock-overlay/1
    name: unauthorized
    about: Calls of the API get 401, and sockets a connect_error.
    faults:
      - id: calls
        at: { request: "* /api/**" }
        do: { respond: { status: 401 } }
      - id: sockets
        at: { lifecycle: connect }
        do: { refuse: "Unauthorized" }

    """#
}
