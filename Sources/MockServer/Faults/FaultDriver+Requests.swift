import Bytes
import ElizaDomain
import EngineIO
import HTTP1
import Scenario
import SocketIOServer

/// HTTP requests, those of Engine.IO among them.
extension FaultDriver {
  /// Hands a request on to `serve`, with whatever goes wrong on the way there and back.
  ///
  /// Where something does, what the client is answered is watched, whoever answers; `serve` is told.
  func handle(
    _ request: HTTPRequest, on exchange: any HTTPExchange,
    watch: (any HTTPExchange) -> any HTTPExchange,
    serve: @escaping (_ exchange: any HTTPExchange, _ isWatched: Bool) -> Void
  ) {
    guard !isDown else { return exchange.abort() }
    let path = String(request.path)
    let origin = origin(of: request, path)
    var firings = fire(at: .request(method: request.method.rawValue, path: path), from: origin)
    for moment in moments(of: request) { firings += fire(at: .lifecycle(moment), from: origin) }
    guard !firings.isEmpty else { return serve(exchange, false) }
    let isWatched = !server.owns(target: request.target)
    let passing = PassingRequest(request, isWatched ? watch(exchange) : exchange) {
      serve($0, isWatched && !($0 is DeafExchange))
    }
    let effects = firings.filter { !$0.isAfterwards }.flatMap(\.effects)
    pass(passing, effects[...])
    let strikes = firings.filter(\.isAfterwards).flatMap(\.effects)
    if !strikes.isEmpty { strikeAfterDelivery([], with: strikes) }
  }

  /// Whose a request is: a session's of Engine.IO, else its connection's and that of the chat in its path.
  private func origin(of request: HTTPRequest, _ path: String) -> FaultOrigin {
    if let session = session(of: request) { return FaultOrigin(connection: session.id) }
    let parts = path.split(separator: "/")
    let place = parts.firstIndex {
      $0 == "sessions" || $0 == "channels" || $0 == "central-channels"
    }
    let id = place.flatMap { parts.dropFirst($0 + 1).first }.map(String.init)
    return FaultOrigin(
      connection: request.connection,
      channel: id.flatMap { world.sessions[$0]?.channelID ?? world.channels[$0]?.id })
  }

  /// What a request means in the life of a session; nothing for preflights and what is not Engine.IO's.
  private func moments(of request: HTTPRequest) -> [Lifecycle] {
    guard server.owns(target: request.target) else { return [] }
    let query = SessionQuery(request.queryItems)
    switch request.method {
    case .get:
      if query.transport == .webSocket {
        return query.sid == nil ? [.handshake, .upgrade] : [.upgrade]
      }
      return query.sid == nil ? [.handshake] : [.poll]
    case .post: return query.sid == nil ? [] : [.post]
    default: return []
    }
  }

  /// Lets the effects happen one after the other, each of which may be the end of the way.
  private func pass(_ passing: PassingRequest, _ effects: ArraySlice<Effect>) {
    var passing = passing
    var rest = effects
    while let effect = rest.popFirst() {
      switch effect {
      case .delay(.fixed(let duration)):
        return wait(duration, passing) { [weak self, rest] in self?.pass(passing, rest) }
      case .lose(let disconnection, let duration):
        guard lose(&passing, disconnection, duration, then: rest) else { return }
      case .refuse(let message): return passing.exchange.respond(refusal(passing, message))
      case .respond(let answer): return passing.exchange.respond(canned(answer, passing.request))
      case .restart(let duration):
        restart(for: duration)
        return passing.exchange.abort()
      case .forgetSession: session(of: passing.request)?.forget()
      case .duplicate(let times, let gap): passing.copies = (max(times, 1) - 1, gap)
      case .replyBeforePost(let time): passing.exchange = hold(passing.exchange, within: time)
      case .truncate(let count): passing.damage(.truncated(to: count))
      case .corrupt: passing.damage(.garbled)
      case .throttle(let rate):
        passing.exchange = SlowExchange(
          passing.exchange, bytesPerSecond: rate, timers: timers, joinsPieces: !passing.isDamaged)
      default: break
      }
    }
    passing.serve(passing.exchange)
    for number in 0..<passing.copies.count {
      timers.schedule(after: passing.copies.gap * (number + 1)) { [passing] in
        passing.serve(DeafExchange())
      }
    }
  }

  /// Loses the connection of a request or of the session it names; false when it gets no further.
  private func lose(
    _ passing: inout PassingRequest, _ disconnection: Step.Disconnection, _ duration: Duration?,
    then rest: ArraySlice<Effect>
  ) -> Bool {
    let session = session(of: passing.request)
    switch disconnection {
    case .reset:
      passing.exchange.abort()
      return false
    case .close:
      passing.exchange.hangUp()
      return false
    case .kick, .ping:
      if let session { losses.lose(session, Loss(disconnection)) }
      return true
    case .silent:
      if let session {
        losses.lose(session, .silent, for: duration)
        return true
      }
      // Not nil, so that its connection ends when the client leaves.
      passing.exchange.onPeerLeft = {}
      guard let duration else { return false }
      wait(duration, passing) { [weak self, passing] in self?.pass(passing, rest) }
      return false
    }
  }

  private func session(of request: HTTPRequest) -> EngineSession? {
    guard server.owns(target: request.target),
      let sid = SessionQuery(request.queryItems).sid
    else { return nil }
    return server.engine.session(sid)
  }

  /// Goes on after a while, unless the client has left by then.
  private func wait(
    _ duration: Duration, _ passing: PassingRequest, _ action: @escaping () -> Void
  ) {
    let exchange = passing.exchange
    let timer = timers.schedule(after: duration) { [unowned exchange] in
      exchange.onPeerLeft = nil
      action()
    }
    exchange.onPeerLeft = { [timers] in timers.cancel(timer) }
  }
}
