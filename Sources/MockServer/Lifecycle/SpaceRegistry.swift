import ControlAPI
import ElizaDomain
import Reactor

/// Makes isolated worlds: each a server with a loop and a thread of its own, which shares nothing with others.
///
/// Lives on the thread of the server that makes them, and hears of them there.
final class SpaceRegistry: ControlledSpaces {
  /// The most spaces at a time.
  static let limit = 256

  private struct Open {
    let space: Space
    let server: MockServer.Running
  }

  private let base: MockServerConfiguration
  private let home: EventLoop.Handle
  private var open: [Open] = []
  private var opening: [String: (SpaceOutcome) -> Void] = [:]
  private var closing: [String: [(RunReport?) -> Void]] = [:]
  /// What came of spaces that are about to end.
  private var reported: [String: RunReport] = [:]
  private var onEmpty: [() -> Void] = []
  private var count = 0

  /// What came of all spaces that have ended, added up; nil when none has.
  private(set) var endedReport: RunReport?

  init(_ base: MockServerConfiguration, home: EventLoop.Handle) {
    self.base = base
    self.home = home
  }

  var all: [Space] { open.map(\.space) }

  /// Whether no space is there, or about to come or to go.
  var isEmpty: Bool { open.isEmpty && opening.isEmpty && closing.isEmpty }

  func open(_ settings: SpaceSettings, completion: @escaping (SpaceOutcome) -> Void) {
    let id = settings.id ?? nextID()
    guard opening[id] == nil, closing[id] == nil, !open.contains(where: { $0.space.id == id })
    else { return completion(.failed("there is a space '\(id)' already")) }
    guard open.count + opening.count < SpaceRegistry.limit else {
      return completion(.failed("there are \(SpaceRegistry.limit) spaces already"))
    }
    opening[id] = completion
    let registry = LoopBound(self, handle: home)
    MockServer.Running.start(base.space(settings)) { result in
      registry.run { $0.started(id, result) }
    } onStop: { report in
      registry.run { $0.stopping(id, report) }
    } onEnd: {
      registry.run { $0.ended(id) }
    }
  }

  func close(_ id: String, completion: @escaping (RunReport?) -> Void) -> Bool {
    guard let index = open.firstIndex(where: { $0.space.id == id }) else { return false }
    closing[id, default: []].append(completion)
    open.remove(at: index).server.stopper()
    return true
  }

  /// Tells every space to end, and calls `completion` once all have.
  func closeAll(completion: @escaping () -> Void) {
    onEmpty.append(completion)
    for space in open {
      closing[space.space.id, default: []] += []
      space.server.stopper()
    }
    open = []
    tellWhenEmpty()
  }

  private func tellWhenEmpty() {
    guard isEmpty else { return }
    let completions = onEmpty
    onEmpty = []
    for completion in completions { completion() }
  }

  private func nextID() -> String {
    count += 1
    return "space-\(count)"
  }

  private func started(_ id: String, _ result: Result<MockServer.Running, StartError>) {
    let completion = opening.removeValue(forKey: id)
    switch result {
    case .success(let server) where !onEmpty.isEmpty:
      closing[id] = []
      server.stopper()
      completion?(.failed("the server is about to end"))
    case .success(let server):
      let space = Space(id: id, url: server.url, port: server.port)
      open.append(Open(space: space, server: server))
      completion?(.opened(space))
    case .failure(let error):
      completion?(.failed("\(error)"))
      tellWhenEmpty()
    }
  }

  private func stopping(_ id: String, _ report: RunReport) {
    reported[id] = report
    if endedReport == nil { endedReport = report } else { endedReport?.add(report) }
  }

  private func ended(_ id: String) {
    open.removeAll { $0.space.id == id }
    let report = reported.removeValue(forKey: id)
    for completion in closing.removeValue(forKey: id) ?? [] { completion(report) }
    tellWhenEmpty()
  }
}

extension MockServerConfiguration {
  /// What a space plays: the same, but for what it has of its own.
  fileprivate func space(_ settings: SpaceSettings) -> MockServerConfiguration {
    var space = self
    space.port = settings.port
    space.makesSpaces = false
    if let seed = settings.seed { space.seed = seed }
    if let clock = settings.clock { space.clock = clock }
    if let start = settings.clockStart { space.clockStart = start }
    if let profile = settings.profile { space.profile = profile }
    if let think = settings.think { space.thinkTime = think }
    if let reply = settings.reply { space.reply = reply }
    return space
  }
}
