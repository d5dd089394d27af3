import ArgumentParser
import ElizaClient
import ElizaModel
import HostInterface
import JSON
import SocketIOClient

/// A chat in the terminal: what is typed goes to the client, what the client tells is shown.
///
/// Lives on the loop of the main thread.
final class Chat {
  /// How often the keyboard is looked at.
  private static let keyboardInterval: Duration = .milliseconds(20)
  private static let frameInterval: Duration = .milliseconds(100)

  /// What the program exits with; nil is success.
  private(set) var status: ExitCode?

  let driver: ConversationDriver
  let display: any ChatDisplay
  private let loop: ClientLoop
  private let url: String
  private let timeout: Duration
  private let showsLog: Bool
  private var script: ChatScript?
  private var transcript = ChatTranscript()
  private var readsKeyboard = true
  private var isLeaving = false

  private var scheduler: any Scheduler { loop.surroundings.scheduler }

  init(
    _ driver: ConversationDriver, loop: ClientLoop, display: any ChatDisplay, url: String,
    showsLog: Bool, timeout: Duration
  ) {
    self.driver = driver
    self.loop = loop
    self.display = display
    self.url = url
    self.showsLog = showsLog
    self.timeout = timeout
  }

  /// Begins; `lines` are said one by one, and without them what is typed or piped in.
  func start(saying lines: [String]?) {
    driver.onChange = { [unowned self] in changed($0) }
    driver.onLog = { [unowned self] in if showsLog { display.show(.log($0)) } }
    if !display.isInteractive {
      let script = ChatScript(self, scheduler: scheduler, timeout: timeout)
      script.add(lines ?? [], isEnd: lines != nil)
      self.script = script
    }
    driver.start()
    if lines == nil { readKeyboard() }
    animate()
    script?.start()
  }

  /// Ends the session and the program; the first reason counts.
  func leave(_ status: ExitCode? = nil) {
    guard !isLeaving else { return }
    isLeaving = true
    self.status = status
    script?.stop()
    if driver.state.session.details != nil { driver.end() }
    driver.close()
    loop.stopWhenQuiet(within: .seconds(1))
  }

  /// Tells why, and ends.
  func fail(_ text: String, _ status: ExitCode) {
    guard !isLeaving else { return }
    display.show(.problem(text))
    leave(status)
  }

  private func changed(_ state: ConversationState) {
    display.update(state)
    for line in transcript.lines(of: state) { display.show(line) }
    if case .failed(let error) = state.session { notStarted(error) }
    script?.changed(state)
  }

  private func notStarted(_ error: SessionError) {
    switch error {
    case .unreachable(let reason):
      fail("no server answers at \(url): \(reason); is it running?", ExitStatus.unreachable)
    case .timedOut: fail("\(url) did not answer in time", ExitStatus.timedOut)
    default: fail("no session: \(error)", ExitStatus.unmet)
    }
  }
}

/// The keyboard.
extension Chat {
  private func readKeyboard() {
    guard readsKeyboard, !isLeaving else { return }
    switch Terminal.readInput() {
    case .nothing: break
    case .bytes(let bytes): for key in display.typed(bytes) { take(key) }
    case .end: inputEnded()
    }
    _ = scheduler.schedule(after: Self.keyboardInterval) { [self] in readKeyboard() }
  }

  private func inputEnded() {
    readsKeyboard = false
    guard let script else { return leave() }
    let last = (display as? PlainDisplay)?.lastLine()
    script.add(last.map { [$0] } ?? [], isEnd: true)
  }

  private func take(_ key: ChatKey) {
    switch key {
    case .quit: leave()
    case .line(let line):
      if let script { return script.add([line], isEnd: false) }
      do throws(SendError) {
        try obey(ChatInput(line))
      } catch {
        display.show(.problem(error.description))
        display.restore(line)
      }
    }
  }

  private func animate() {
    guard display.isInteractive, !isLeaving else { return }
    display.animate()
    _ = scheduler.schedule(after: Self.frameInterval) { [self] in animate() }
  }
}

/// What lines ask for.
extension Chat {
  /// Does what a line asks for; only what is said can be refused.
  func obey(_ input: ChatInput) throws(SendError) {
    switch input {
    case .nothing: break
    case .say(let text): _ = try driver.send(text)
    case .join(let room): driver.join(room)
    case .history: showHistory()
    case .raw(let event, let argument): driver.emit(event, argument)
    case .retry: try retry()
    case .disconnect: driver.disconnect()
    case .reconnect: driver.reconnect()
    case .agents: showAgents()
    case .quit: leave()
    case .help: for line in ChatInput.overview { display.show(.note(line)) }
    case .expect, .wait: display.show(.problem("/expect and /wait belong into a script"))
    case .mistake(let text): display.show(.problem(text))
    }
  }

  private func retry() throws(SendError) {
    let failed = driver.state.messages.last {
      if case .failed = $0.delivery { true } else { false }
    }
    guard let failed else { return display.show(.note("nothing has failed")) }
    transcript.forget(failed.id)
    try driver.retry(failed.id)
  }

  private func showHistory() {
    driver.look()
    display.show(.note("\(driver.state.messages.count) messages:"))
    for message in driver.state.messages { display.show(.message(message)) }
  }

  private func showAgents() {
    driver.listAgents { [self] result in
      switch result {
      case .success(let agents):
        for agent in agents { display.show(.note("\(agent.name) \(agent.id) \(agent.status)")) }
      case .failure(let error): display.show(.problem(error.description))
      }
      script?.changed(driver.state)
    }
  }
}
