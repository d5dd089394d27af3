import JSON

/// One event of a client on its way through the handlers.
struct SocketCall {
  /// The event.
  let document: JSONDocument

  /// Its first argument, if it has one.
  let argument: JSONDocument.Node?

  /// Calls the client's callback; nil where there is none or the profile calls none.
  let acknowledge: SocketConnection.Acknowledgement?

  /// The argument where it is there and not null.
  var payload: JSONDocument.Node? {
    argument.flatMap { document.isNull($0) ? nil : $0 }
  }

  /// Answers the callback with `{"success":true,…}` and the members of `details`.
  func succeed(_ details: @autoclosure () -> JSON = [:]) {
    guard let acknowledge else { return }
    var answer: JSONObject = ["success": true]
    for member in details().objectValue ?? [:] { answer[member.key] = member.value }
    acknowledge(JSON.array([.object(answer)]).serialized())
  }

  /// Answers the callback with `{"success":false,"error":…}`.
  func fail(_ text: String) {
    acknowledge?(JSON.array([["success": false, "error": .string(text)]]).serialized())
  }
}

extension JSONDocument {
  /// A text or a number as text; nil for any other value.
  func text(of node: Node) -> String? {
    switch kind(of: node) {
    case .string: string(of: node)
    case .number: String(decoding: bytes[rawRange(of: node)], as: UTF8.self)
    default: nil
    }
  }

  /// The member of an object that JavaScript takes for true, under the first of `keys` that has one.
  func firstTruthy(_ keys: StaticString..., of node: Node) -> Node? {
    for key in keys {
      if let value = member(key, of: node), isTruthy(value) { return value }
    }
    return nil
  }
}
