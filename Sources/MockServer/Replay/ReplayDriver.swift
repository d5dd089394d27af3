import ElizaDomain
import HTTP1
import JSON
import Recording
import SocketIOServer

/// Answers clients from recordings, in scenario time.
///
/// Several recordings are asked in their order; what none of them fits is left to `onMiss`.
final class ReplayDriver {
  /// The most misses that are kept for the end; all are counted.
  private static let missLimit = 100
  /// The most replies that are known by their ids.
  static let repliedLimit = 10_000

  let settings: ReplaySettings
  /// Why something could not be answered from the recordings, oldest first.
  private(set) var misses: [ReplayMiss] = []
  private(set) var missCount = 0
  /// Told of every miss.
  var onMiss: ((ReplayMiss) -> Void)?
  /// Leaves a request to the scripted world.
  var serve: ((HTTPRequest, any HTTPExchange) -> Void)?

  private let world: World
  private let api: RESTAPI
  private let seed: UInt64
  /// The recordings, put in order once for however many times they are played.
  private let scripts: [ReplayScript]
  private var replays: [Replay] = []
  private var exchanges: [Int: ReplayedExchange] = [:]
  /// The sockets of each connection, by namespace.
  private var sockets: [Int: [String: ReplayedSocket]] = [:]
  /// The numbers of connections, by session.
  private var numbers: [String: Int] = [:]
  private var count = 0
  /// The ids of the replies that are counted.
  var replied: Set<String> = []
  private var alarm: (token: WorldClock.Token, due: Duration)?

  init(_ settings: ReplaySettings, world: World, api: RESTAPI, seed: UInt64) {
    self.settings = settings
    self.world = world
    self.api = api
    self.seed = seed
    scripts = settings.fixtures.map { ReplayScript($0) }
    restart()
  }

  /// The lines of clients that have been played, of all that are recorded.
  var playedCount: Int { replays.reduce(0) { $0 + $1.playedCount } }

  /// The namespaces that clients have asked for in the recordings.
  private(set) lazy var namespaces = scripts.reduce(into: Set()) { $0.formUnion($1.namespaces) }

  /// When the next recorded line goes out, from now; nil when none waits for a time.
  var distanceToNext: Duration? {
    replays.compactMap(\.nextDue).min().map { max($0 - now, .zero) }
  }

  /// What is counted of what clients do.
  var tallies: Tallies { world.tallies }

  /// Begins all recordings anew and forgets the misses; whoever waits for an answer is hung up on.
  func restart() {
    stop()
    misses = []
    missCount = 0
    replied = []
    replays = scripts.map {
      Replay(
        $0,
        options: ReplayOptions(
          mode: settings.mode, speed: settings.speed, seed: seed, start: world.clock.start,
          ignored: settings.ignored))
    }
  }

  /// Ends all recordings; what waits goes out no more.
  func stop() {
    if let alarm { world.clock.cancel(alarm.token) }
    alarm = nil
    replays = []
    let waiting = exchanges
    exchanges = [:]
    for exchange in waiting.values { exchange.exchange.hangUp() }
  }

  /// Lets the next recorded event go that waits to be asked for; answers whether one did.
  func step() -> Bool {
    for index in replays.indices {
      let actions = replays[index].step(at: now)
      guard !actions.isEmpty else { continue }
      perform(actions, of: index)
      return true
    }
    return false
  }

  private var now: Duration { world.clock.elapsed }

  private func nextNumber() -> Int {
    count += 1
    return count
  }
}

extension ReplayDriver {
  /// Answers a request from the recordings.
  func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    guard request.method != .options else { return api.handle(request, on: exchange) }
    let number = nextNumber()
    exchanges[number] = ReplayedExchange(request: request, exchange: exchange)
    exchange.onPeerLeft = { [weak self] in self?.left(number) }
    let isJSON = request.headers["Content-Type"]?.lowercased().contains("json") == true
    let body = RecordedBody(request.body, isJSON: isJSON)
    let (actions, index) = firstAnswer(to: number) { replay in
      replay.requested(
        exchange: number, method: request.method.rawValue, target: request.target, body: body,
        at: now)
    }
    // The scripted world counts what it is left to answer.
    if !isMiss(actions) || settings.onMiss != .script {
      tallies.note(.request(request.method, path: request.path))
    }
    perform(actions, of: index)
  }

  private func isMiss(_ actions: [ReplayAction]) -> Bool {
    if case .miss? = actions.first { true } else { false }
  }

  private func left(_ number: Int) {
    exchanges[number] = nil
    for index in replays.indices { replays[index].left(exchange: number) }
  }

  /// What the first recording says that has an answer, and which that is; else that of one which breaks off there, or
  /// what the one has to say about that which comes nearest.
  private func firstAnswer(
    to exchange: Int? = nil, _ ask: (inout Replay) -> [ReplayAction]
  ) -> (actions: [ReplayAction], index: Int) {
    var nearest: (miss: ReplayMiss, index: Int)?
    var end: (actions: [ReplayAction], index: Int)?
    for index in replays.indices {
      let actions = ask(&replays[index])
      if let exchange, actions.last == .hangUp(exchange: exchange),
        !actions.contains(where: { $0.isAnswer(to: exchange) })
      {
        end = end ?? ([.hangUp(exchange: exchange)], index)
        perform(actions.dropLast(), of: index)
        continue
      }
      guard case .miss(var miss)? = actions.first else { return (actions, index) }
      if replays.count > 1 {
        miss.recording = settings.fixtures[index].head.title ?? "recording \(index + 1)"
      }
      if nearest.map({ miss.distance < $0.miss.distance }) ?? true { nearest = (miss, index) }
    }
    return end ?? nearest.map { ([.miss($0.miss)], $0.index) } ?? ([], 0)
  }
}

extension ReplayDriver {
  /// Why a client's socket is not let in; nil when it is.
  func refusal(of request: ConnectRequest) -> String? {
    let known = numbers[request.session.id]
    let number = known ?? nextNumber()
    let auth = request.auth.value(of: request.auth.root)
    let shown: JSON? = auth.objectValue?.isEmpty == false ? auth : nil
    let namespace = request.namespace
    var refusal: String?
    var isIn = replays.isEmpty
    for index in replays.indices {
      guard replays[index].asked(number, namespace: namespace, auth: shown, at: now) else {
        continue
      }
      guard let refused = replays[index].refusal(of: number, namespace: namespace, at: now) else {
        isIn = true
        continue
      }
      refusal = refusal ?? refused
      if known == nil { replays[index].disconnected(number) }
    }
    guard !isIn, let refusal else {
      numbers[request.session.id] = number
      return nil
    }
    arm()
    return refusal
  }

  /// A socket has joined; answers what takes its events.
  func connected(_ socket: Socket, _ outlet: ConnectedSocket) -> ReplayedSocket {
    let number = numbers[socket.session.id] ?? nextNumber()
    numbers[socket.session.id] = number
    let replayed = ReplayedSocket(number, socket, outlet)
    sockets[number, default: [:]][replayed.namespace] = replayed
    for index in replays.indices {
      replays[index].opened(number, namespace: replayed.namespace, socket: socket.id, at: now)
    }
    goOn()
    return replayed
  }

  /// A socket has sent an event.
  func received(
    _ document: JSONDocument, _ acknowledgement: Acknowledgement?, from socket: ReplayedSocket
  ) {
    guard case .array(let values) = document.value(of: document.root),
      let name = values.first?.stringValue ?? values.first?.text
    else { return }
    let number = socket.keep(acknowledgement)
    var isRefused = false
    let (actions, index) = firstAnswer { replay in
      let actions = replay.received(
        socket.number, namespace: socket.namespace, name: name,
        arguments: Array(values.dropFirst()), acknowledgement: number, at: now)
      isRefused = replay.hasRefused
      return actions
    }
    if case .miss(let miss)? = actions.first {
      note(miss)
      guard settings.onMiss == .script, !miss.isLoss else {
        return noteEvent(document, named: name, isTaken: false, isScripted: false)
      }
      return socket.script(document, number.flatMap(socket.takeAcknowledgement))
    }
    noteEvent(
      document, named: name, isTaken: !isRefused, isScripted: socket.scripted != nil)
    socket.joinQuietly(document)
    perform(actions, of: index)
  }

  /// A socket has acknowledged what a recording emitted with a number.
  private func acknowledged(
    _ number: Int, _ arguments: [JSON], by socket: ReplayedSocket, _ index: Int
  ) {
    let namespace = socket.namespace
    guard sockets[socket.number]?[namespace] === socket, replays.indices.contains(index) else {
      return
    }
    perform(
      replays[index].acknowledged(
        socket.number, namespace: namespace, number: number, arguments: arguments, at: now),
      of: index)
  }

  /// A socket has left; a connection is over once it has none.
  func disconnected(_ socket: ReplayedSocket) {
    guard sockets[socket.number]?[socket.namespace] === socket else { return }
    sockets[socket.number]?[socket.namespace] = nil
    guard sockets[socket.number]?.isEmpty == false else {
      return forget(socket.socket.session.id)
    }
    for index in replays.indices {
      replays[index].disconnected(socket.number, namespace: socket.namespace)
    }
  }

  /// A session has ended; of its sockets, some may never have come to be.
  func ended(_ session: String) {
    if let number = numbers[session], sockets[number] == nil { forget(session) }
  }

  private func forget(_ session: String) {
    guard let number = numbers.removeValue(forKey: session) else { return }
    sockets[number] = nil
    for index in replays.indices { replays[index].disconnected(number) }
  }
}

extension ReplayDriver {
  /// Does what the recording with this place wants done.
  private func perform(_ actions: some Sequence<ReplayAction>, of index: Int) {
    for action in actions { perform(action, of: index) }
    arm()
  }

  private func perform(_ action: ReplayAction, of index: Int) {
    switch action {
    case .respond(let number, let status, let headers, let body):
      guard let open = exchanges.removeValue(forKey: number) else { return }
      if settings.onMiss == .script { world.adopt(sessionIn: body, answering: open.request) }
      noteAnswer(status, to: open.request, body)
      guard status >= 200 else { return refuseUpgrade(open) }
      open.exchange.respond(response(to: open, status, headers, body.sent))
    case .begin(let number, let status, let headers):
      guard let open = exchanges[number] else { return }
      exchanges[number]?.isBegun = true
      noteAnswer(status, to: open.request)
      open.exchange.beginStream(response(to: open, status, headers, []))
    case .write(let number, let bytes):
      notePiece(bytes)
      exchanges[number]?.exchange.write(bytes)
    case .finish(let number): exchanges.removeValue(forKey: number)?.exchange.finish()
    case .hangUp(let number): exchanges.removeValue(forKey: number)?.exchange.hangUp()
    case .accept, .refuse: break
    case .emit(
      let number, let namespace, let name, let arguments, let attachments, let acknowledgement):
      guard let socket = sockets[number]?[namespace] else { return }
      noteEmission(name, arguments) { id in replays.contains { $0.isAgent(id) } }
      let awaited = acknowledgement.map { number in
        AwaitedAnswer { [weak self, weak socket] values in
          guard let self, let socket else { return }
          acknowledged(number, values, by: socket, index)
        }
      }
      socket.emit(name, arguments, attachments, awaited: awaited)
    case .acknowledge(
      let connection, let namespace, let number, let arguments, let attachments):
      sockets[connection]?[namespace]?.acknowledge(number, arguments, attachments)
    case .close(let number, let namespace?, _):
      sockets[number]?[namespace]?.socket.disconnect(closingConnection: false)
    case .close(let number, nil, let reason):
      for socket in (sockets[number] ?? [:]).values {
        socket.socket.disconnect(closingConnection: reason != "io server disconnect")
      }
    case .miss(let miss), .lost(let miss): answer(miss)
    }
  }

  private func response(
    to open: ReplayedExchange, _ status: Int, _ headers: HTTPHeaders, _ body: [UInt8]
  ) -> HTTPResponse {
    let base = api.response(
      HTTPStatus(status), type: headers["Content-Type"], body: body, to: open.request)
    return open.response(status, headers, body, base: base)
  }

  /// What another protocol said after a 101 is not in a recording.
  private func refuseUpgrade(_ open: ReplayedExchange) {
    open.exchange.respond(
      problem(
        501, "REPLAY_UPGRADE",
        "the recorded server changed to another protocol here, which no recording can do again",
        to: open.request))
  }

  private func problem(
    _ status: Int, _ code: String, _ message: String, to request: HTTPRequest
  ) -> HTTPResponse {
    let body: JSON = [
      "success": false, "error": ["code": .string(code), "message": .string(message)],
    ]
    return api.response(
      HTTPStatus(status), type: "application/json; charset=utf-8", body: body.serialized(),
      to: request)
  }

  private func note(_ miss: ReplayMiss) {
    missCount += 1
    // Once a file has gone, whatever comes of it afterwards says the same.
    if miss.isLoss, misses.contains(where: { $0.isLoss && $0.file == miss.file }) { return }
    if misses.count < ReplayDriver.missLimit { misses.append(miss) }
    onMiss?(miss)
  }

  private func answer(_ miss: ReplayMiss) {
    note(miss)
    guard let number = miss.exchange, let open = exchanges.removeValue(forKey: number) else {
      return
    }
    guard !open.isBegun else { return open.exchange.hangUp() }
    if settings.onMiss == .script, !miss.isLoss, let serve {
      return serve(open.request, open.exchange)
    }
    let status = miss.isLoss ? 500 : settings.onMiss == .fail ? 501 : 404
    let code = miss.isLoss ? "RECORDING_CHANGED" : "REPLAY_MISS"
    open.exchange.respond(problem(status, code, miss.description, to: open.request))
  }

  /// Asks the clock to be called when the next line is due.
  private func arm() {
    let due = replays.compactMap(\.nextDue).min()
    guard due != alarm?.due else { return }
    if let alarm { world.clock.cancel(alarm.token) }
    alarm = nil
    guard let due else { return }
    let token = world.clock.schedule(after: due - now) { [weak self] in self?.wake() }
    alarm = (token, due)
  }

  private func wake() {
    alarm = nil
    goOn()
  }

  private func goOn() {
    for index in replays.indices { perform(replays[index].advance(to: now), of: index) }
    arm()
  }
}
