import ElizaModel
import JSON

extension SocketConnection {
  /// The event `message`: an envelope `{type, payload}` of one of six types.
  ///
  /// A real server takes nothing else, and of these the first two; the rest is leniency.
  func receivedEnvelope(_ call: SocketCall) {
    let document = call.document
    guard let argument = call.argument, document.kind(of: argument) == .object else {
      return malformed("message", "the argument is not an object {type, payload}", call)
    }
    guard let type = document.member("type", of: argument) else {
      return receivedFlat(call, argument)
    }
    guard let payload = payload(of: argument, document) else {
      return malformed("message", "there is no payload", call)
    }
    guard let number = typeNumber(document, type) else {
      return malformed(
        "message", "the type is not a number from 1 to 6", call, rule: .unknownType)
    }
    dispatch(number, call, payload)
  }

  private func dispatch(_ type: Int64, _ call: SocketCall, _ payload: JSONDocument.Node) {
    switch type {
    case 0 where profile.isLenient: joinCountedFromZero(call, payload)
    case 1 where isSendCountedFromZero(call, payload): send(call, payload)
    case 1: join(call, payload)
    case 2: send(call, payload)
    case 3...6 where !profile.isLenient: note(.relayedEnvelope, "type \(type)")
    case 3: relayMessage(call, payload)
    case 4: noteReceipt(call, payload)
    case 5: relay(.thinking, call, payload, toSender: false)
    case 6: relay(.control, call, payload, toSender: true)
    default: malformed("message", "type \(type) is none of 1 to 6", call, rule: .unknownType)
    }
  }

  /// Some documents count the types from 0, so that 0 is a join.
  private func joinCountedFromZero(_ call: SocketCall, _ payload: JSONDocument.Node) {
    note(.typesFromZero)
    join(call, payload)
  }

  /// A join has no text and no author; where both are there the client counts from 0 and means a send.
  private func isSendCountedFromZero(_ call: SocketCall, _ payload: JSONDocument.Node) -> Bool {
    guard profile.isLenient, call.document.firstTruthy("message", of: payload) != nil,
      call.document.firstTruthy("senderId", of: payload) != nil
    else { return false }
    note(.typesFromZero)
    return true
  }

  /// Some clients send the fields of a message without an envelope around them.
  private func receivedFlat(_ call: SocketCall, _ argument: JSONDocument.Node) {
    let document = call.document
    let text = document.firstTruthy("message", "content", "text", of: argument)
    guard profile.isLenient, text != nil, roomName(document, argument) != nil else {
      return malformed("message", "there is no type", call)
    }
    note(.missingEnvelope)
    send(call, argument)
  }

  private func payload(of envelope: JSONDocument.Node, _ document: JSONDocument) -> JSONDocument
    .Node?
  {
    if let payload = document.member("payload", of: envelope) {
      return document.isNull(payload) ? nil : payload
    }
    guard profile.isLenient, roomName(document, envelope) != nil else { return nil }
    note(.missingEnvelope)
    return envelope
  }

  private func typeNumber(_ document: JSONDocument, _ type: JSONDocument.Node) -> Int64? {
    if let number = document.integer(of: type) { return number }
    guard profile.isLenient, let text = document.string(of: type), let number = Int64(text) else {
      return nil
    }
    note(.typeAsText)
    return number
  }
}
