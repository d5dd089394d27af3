public import JSON
public import SocketIO

extension SocketIOClient {
  /// Emits an event; it waits when the client is not connected, and leaves in order when it is.
  ///
  /// Returns once the event has been handed over. Throws `EmitError`.
  public func emit(_ name: String, _ arguments: JSON...) async throws(EmitError) {
    try await emit(name, with: Arguments(contentsOf: arguments))
  }

  /// Emits an event whose arguments may be binary.
  public func emit(_ name: String, with arguments: Arguments) async throws(EmitError) {
    let result = await ask { hub -> Result<Void, EmitError> in
      Result { () throws(EmitError) in try hub.emit(name, arguments) }
    }
    try (result ?? .failure(.closed)).get()
  }

  /// Emits an event if it can leave at once, and drops it otherwise; answers whether it has left.
  @discardableResult
  public func emitVolatile(_ name: String, _ arguments: JSON...) async throws(EmitError) -> Bool {
    try await emitVolatile(name, with: Arguments(contentsOf: arguments))
  }

  /// Emits an event whose arguments may be binary if it can leave at once, and drops it otherwise.
  @discardableResult
  public func emitVolatile(
    _ name: String, with arguments: Arguments
  ) async throws(EmitError) -> Bool {
    let result = await ask { hub -> Result<Bool, EmitError> in
      Result { () throws(EmitError) in try hub.emitVolatile(name, arguments) }
    }
    return try (result ?? .failure(.closed)).get()
  }

  /// Emits an event and waits for its acknowledgement, at most `timeout` or what the options say.
  ///
  /// Throws `EmitError`. A cancelled task waits no more, and an event that has not left never will.
  public func emitWithAck(
    _ name: String, _ arguments: JSON..., timeout: Duration? = nil
  ) async throws -> ReceivedArguments {
    try await emitWithAck(name, with: Arguments(contentsOf: arguments), timeout: timeout)
  }

  /// Emits an event whose arguments may be binary and waits for its acknowledgement.
  public func emitWithAck(
    _ name: String, with arguments: Arguments, timeout: Duration? = nil
  ) async throws -> ReceivedArguments {
    try await call(orThrow: EmitError.closed) { hub, done in
      hub.emit(name, arguments, timeout: timeout) { done($0.mapError { $0 }) }
    }
  }

  /// Acknowledges an event; without effect when nobody asked for it or the connection is another.
  public func acknowledge(_ event: ReceivedEvent, _ arguments: JSON...) async {
    await acknowledge(event, with: Arguments(contentsOf: arguments))
  }

  /// Acknowledges an event with arguments that may be binary.
  public func acknowledge(_ event: ReceivedEvent, with arguments: Arguments) async {
    _ = await ask { $0.socket.acknowledge(event, with: arguments) }
  }
}
