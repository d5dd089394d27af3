import ElizaClient
import HostInterface
import Scenario

/// Lines that are said one after the other, each once the one before is answered.
final class ChatScript {
  /// What the next line waits for.
  private enum Wait {
    /// The session and the room.
    case start
    /// The message to be stored.
    case stored(String)
    /// The agent to have answered.
    case answer
    /// The next answer, which must hold this text.
    case expectation(String)
    /// A time, or nothing more to come.
    case time
    /// Nothing: the next line can be taken.
    case nothing
  }

  /// After the last answer another may follow at once.
  private static let linger: Duration = .milliseconds(600)

  private unowned let chat: Chat
  private let scheduler: any Scheduler
  private let timeout: Duration
  private var lines: [(number: Int, text: String)] = []
  private var lineCount = 0
  private var hasEnd = false
  private var wait = Wait.start
  private var task: ScheduledTask?
  private var lingerTask: ScheduledTask?
  private var lingerEnd: Instant?
  private var isAnswerDue = false
  private var current = 0
  /// The answers that an expectation has looked at.
  private var seen: Set<String> = []
  private var isStopped = false

  init(_ chat: Chat, scheduler: any Scheduler, timeout: Duration) {
    self.chat = chat
    self.scheduler = scheduler
    self.timeout = timeout
  }

  /// Adds lines; no more will come when `isEnd`.
  func add(_ texts: [String], isEnd: Bool) {
    for text in texts {
      lineCount += 1
      lines.append((lineCount, text))
    }
    hasEnd = hasEnd || isEnd
    advance()
  }

  func start() {
    pause(timeout) { [self] in
      chat.fail("the session was not ready in time", ExitStatus.timedOut)
    }
    changed(chat.driver.state)
  }

  func stop() {
    isStopped = true
    for task in [task, lingerTask] {
      if let task { scheduler.cancel(task) }
    }
  }

  /// The conversation has changed: what was waited for may have come.
  func changed(_ state: ConversationState) {
    guard !isStopped else { return }
    if lingerTask != nil { beginLinger() }
    switch wait {
    case .start: if isReady(state) { proceed() }
    case .stored(let id): stored(id, state)
    case .answer: if isAnswered(state) { answered() }
    case .expectation(let text): judge(text, state)
    case .time, .nothing: break
    }
  }

  private func isReady(_ state: ConversationState) -> Bool {
    guard state.session.details != nil else { return false }
    return state.isLive || state.socket == .off
  }

  private func isAnswered(_ state: ConversationState) -> Bool {
    state.thinking == nil && !state.messages.contains { $0.isOpen }
  }

  private func stored(_ id: String, _ state: ConversationState) {
    guard let message = state.messages.last(where: { $0.id == id }) else { return }
    switch message.delivery {
    case .waiting, .sending: break
    case .failed(let reason):
      chat.fail("line \(current): not sent: \(reason)", ExitStatus.unmet)
    case .sent, .streaming, .interrupted, .received:
      isAnswerDue = true
      proceed()
    }
  }

  private func answered() {
    isAnswerDue = false
    proceed()
  }

  private func judge(_ text: String, _ state: ConversationState) {
    let next = state.messages.first {
      $0.author == .agent && !$0.isOpen && $0.progress == nil && !seen.contains($0.id)
    }
    guard let next else { return }
    seen.insert(next.id)
    guard next.text.contains(text) else {
      return chat.fail(
        "line \(current): expected “\(text)”, got “\(next.text)”", ExitStatus.unmet)
    }
    isAnswerDue = false
    proceed()
  }
}

/// One line after the other.
extension ChatScript {
  private func proceed() {
    if let task { scheduler.cancel(task) }
    task = nil
    wait = .nothing
    advance()
  }

  private func advance() {
    while case .nothing = wait, !isStopped, lingerTask == nil || !lines.isEmpty {
      guard let line = lines.first else {
        if hasEnd { finish() }
        return
      }
      let input = line.text.hasPrefix("#") ? .nothing : ChatInput(line.text)
      // A message waits for the answer to the one before, unless the script has waited itself.
      if case .say = input, isAnswerDue { return awaitAnswer() }
      lines.removeFirst()
      current = line.number
      take(input)
    }
  }

  private func take(_ input: ChatInput) {
    switch input {
    case .say(let text): say(text)
    case .expect(let text):
      expect(.expectation(text), "line \(current): no answer in time, expected “\(text)”")
      changed(chat.driver.state)
    case .wait(let text):
      guard let time = try? DurationText.parse(text) else {
        return chat.fail("line \(current): /wait needs a time such as 2s", ExitStatus.usage)
      }
      isAnswerDue = false
      wait = .time
      pause(time) { [self] in proceed() }
    case .mistake(let text): chat.fail("line \(current): \(text)", ExitStatus.usage)
    default:
      // Nothing else can be refused, except to retry too soon.
      do throws(SendError) {
        try chat.obey(input)
      } catch {
        again(error, input)
      }
    }
  }

  private func say(_ text: String) {
    do throws(SendError) {
      let id = try chat.driver.send(text)
      expect(.stored(id), "line \(current): the message was not confirmed in time")
      changed(chat.driver.state)
    } catch {
      again(error, .say(text))
    }
  }

  /// What comes too soon is done later; anything else is wrong.
  private func again(_ error: SendError, _ input: ChatInput) {
    guard case .tooSoon(let delay) = error else {
      return chat.fail("line \(current): \(error)", ExitStatus.unmet)
    }
    wait = .time
    pause(delay) { [self] in
      wait = .nothing
      take(input)
      advance()
    }
  }

  private func awaitAnswer() {
    expect(.answer, "line \(current): no answer in time")
    changed(chat.driver.state)
  }

  private func expect(_ wait: Wait, _ complaint: String) {
    self.wait = wait
    pause(timeout) { [self] in chat.fail(complaint, ExitStatus.timedOut) }
  }

  private func finish() {
    if isAnswerDue { return awaitAnswer() }
    beginLinger()
  }

  /// Ends when nothing more happens.
  private func beginLinger() {
    if let lingerTask { scheduler.cancel(lingerTask) }
    let end = lingerEnd ?? scheduler.now.advanced(by: timeout)
    lingerEnd = end
    let left = max(scheduler.now.duration(to: end), .zero)
    lingerTask = scheduler.schedule(after: min(Self.linger, left)) { [self] in
      guard isAnswered(chat.driver.state) || scheduler.now >= end else { return beginLinger() }
      chat.leave()
    }
  }

  private func pause(_ delay: Duration, _ action: @escaping () -> Void) {
    if let task { scheduler.cancel(task) }
    task = scheduler.schedule(after: delay) { [weak self] in
      guard let self, !isStopped else { return }
      task = nil
      action()
    }
  }
}
