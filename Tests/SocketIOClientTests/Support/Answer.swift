import JSON
import SocketIOClient

/// What an acknowledgement came to; the server's module has arguments of the same name.
typealias Answer = Result<ReceivedArguments, EmitError>

extension Answer {
  /// An acknowledgement with these arguments.
  static func values(_ values: JSON...) -> Answer { .success(ReceivedArguments(values)) }
}
