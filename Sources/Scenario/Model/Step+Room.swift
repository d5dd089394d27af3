extension Step {
  /// Whether it can only be done where there is a room, which is not so when a client has just connected.
  public var needsRoom: Bool {
    switch self {
    case .say, .stream, .attach, .action, .title, .complete: true
    case .think, .wait, .hold, .emit, .control, .ignore, .error, .disconnect, .set: false
    }
  }
}
