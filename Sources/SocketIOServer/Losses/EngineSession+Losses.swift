import EngineIO
import HTTP1

extension EngineSession {
  /// Loses the client's connection, whichever transport it uses.
  ///
  /// The silence of `silent` is returned to whoever wants to end it; left alone it lasts. A session
  /// that is silent or without pings ends by itself once its ping times out.
  @discardableResult
  public func lose(_ loss: Loss) -> ClientSilence? {
    guard !isClosed else { return nil }
    switch loss {
    case .kick: handler?.putOut(self)
    case .close: closeForClient()
    case .reset: abort()
    case .silent: return fallSilent()
    case .ping: starveHeartbeat()
    }
    return nil
  }

  /// Forgets the session: its id is unknown from now on.
  ///
  /// A poll is answered with code 1, `Session ID unknown`; a WebSocket is closed.
  public func forget() {
    guard !isClosed else { return }
    _ = queue.takeAll()
    if silence == nil, machine.takePendingPoll(), let poll {
      self.poll = nil
      poll.exchange.onPeerLeft = nil
      poll.exchange.respond(server.responses.refusal(.unknownSession, origin: poll.origin))
    }
    end(.forcedClose)
  }

  /// Closes so that a client between two polls is told too.
  private func closeForClient() {
    if transport == .polling, !machine.hasPendingPoll, silence == nil {
      _ = queue.append(Packet(.noop), server.configuration)
    }
    end(.forcedClose)
  }

  private func fallSilent() -> ClientSilence {
    if let silence {
      silence.deepen()
      return silence
    }
    let silence = ClientSilence(of: self)
    self.silence = silence
    if let stream { silence.add(stream) }
    if let probe { silence.add(probe.stream) }
    return silence
  }
}

extension SocketIOServer {
  /// The open session with that id, or with a socket of that id; nil when there is none.
  public func session(of id: String) -> EngineSession? {
    if let session = engine.session(id) { return session }
    for namespace in namespaces {
      if let socket = namespace.socket(id) { return socket.session }
    }
    return nil
  }
}
