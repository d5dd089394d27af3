public import ElizaModel
public import JSON

extension EncodedEvent {
  /// Encodes an event with one argument.
  public init(_ payload: some EventPayload) {
    self.init(name: type(of: payload).event.rawValue, bytes: payload.eventBytes)
  }
}

extension EncodedEvent {
  /// Encodes an event of any name and arguments.
  public init(_ name: String, _ arguments: [JSON]) {
    self.init(name: name, bytes: JSON.array([.string(name)] + arguments).serialized())
  }
}
