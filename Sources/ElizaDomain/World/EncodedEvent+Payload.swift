public import ElizaModel

extension EncodedEvent {
  /// Encodes an event with one argument.
  public init(_ payload: some EventPayload) {
    self.init(name: type(of: payload).event.rawValue, bytes: payload.eventBytes)
  }
}
