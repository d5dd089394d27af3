import Bytes

/// The kinds of `message` envelope that travel from server to client.
enum RelayedEnvelope: Int64 {
  /// A chat message.
  case message = 3
  /// An acknowledgement of a send.
  case acknowledgement = 4
  /// Somebody is thinking or typing.
  case thinking = 5
  /// Control of the page.
  case control = 6
}

extension EncodedEvent {
  /// A `message` event that wraps a payload: `["message",{"type":3,"payload":{…}}]`.
  init(_ kind: RelayedEnvelope, payload: some Sequence<UInt8>) {
    var bytes: [UInt8] = []
    bytes.append(ascii: "[\"message\",{\"type\":")
    bytes.append(decimal: kind.rawValue)
    bytes.append(ascii: ",\"payload\":")
    bytes.append(contentsOf: payload)
    bytes.append(ascii: "}]")
    self.init(name: "message", bytes: bytes)
  }
}
