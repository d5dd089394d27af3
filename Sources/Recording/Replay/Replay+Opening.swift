extension Replay {
  /// Why a socket that has just asked for its namespace is refused; nil when it is let in.
  ///
  /// A server has to say so at once, however long the recorded one took.
  package mutating func refusal(
    of connection: Int, namespace: String = "/", at now: Duration
  ) -> String? {
    guard let effect = pendingOpening(of: connection, namespace) else { return nil }
    for case .refuse(_, _, let message) in perform(effect, at: now) { return message }
    queue.add(effect)
    return nil
  }

  /// A socket was let in under an id of the server's own, which is what the recorded id stands for from now on.
  package mutating func opened(
    _ connection: Int, namespace: String = "/", socket id: String, at now: Duration
  ) {
    guard let twin = twins[connection], let effect = pendingOpening(of: connection, namespace),
      case .open(let opening) = script.content(effect.index)
    else { return }
    guard let name = opening.socket else { return }
    bind(name, id, twin.visitor)
    sockets[connection, default: [:]][name] = id
  }

  /// Takes out what waits to tell a socket whether it is let in.
  private mutating func pendingOpening(
    of connection: Int, _ namespace: String
  ) -> ReplayQueue.Effect? {
    guard let twin = twins[connection] else { return nil }
    return queue.take { [script] effect in
      guard effect.cause.visitor == twin.visitor, script.entry(effect.index).kind == .open,
        script.connection(effect.index) == twin.name,
        case .open(let opening) = script.content(effect.index)
      else { return false }
      return opening.namespace == namespace
    }
  }
}
