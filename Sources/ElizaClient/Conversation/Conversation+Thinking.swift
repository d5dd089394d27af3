import ElizaModel
import JSON

/// What the agent is at, from all the events that tell, and answers in pieces.
extension Conversation {
  /// The agent has begun, or goes on.
  mutating func think(_ text: String) {
    thinking = Thinking(text)
    act(.set(.thinking, after: options.thinkingTimeout))
  }

  mutating func thinkNoMore() {
    guard thinking != nil else { return }
    thinking = nil
    act(.cancel(.thinking))
  }

  /// The agent has seemed to think for too long: an answer may have been lost.
  mutating func thinkingTimedOut() {
    thinking = nil
    look()
  }

  /// The agent has finished.
  mutating func completed() {
    thinkNoMore()
    endStreams(as: .received)
  }

  /// The answer to one message is complete, which is told once.
  mutating func answerCompleted() {
    completed()
    // It has said something that has not arrived, or chose to say nothing.
    if !hasAnswer { look() }
    hasAnswer = false
  }

  mutating func controlled(_ argument: JSON) {
    guard isMeant(argument) else { return }
    switch argument["type"]?.stringValue ?? argument["action"]?.stringValue {
    case "thinking", "disable_input": think(line(argument))
    case "complete", "enable_input": completed()
    default: break
    }
  }

  mutating func thought(_ argument: JSON) {
    guard isMeant(argument), argument["senderId"]?.stringValue != userID else { return }
    argument["isThinking"] == false ? thinkNoMore() : think(line(argument))
  }

  private func line(_ argument: JSON) -> String {
    if let message = argument["message"]?.stringValue { return message }
    let name = argument["senderName"]?.stringValue ?? agentNames.min()
    return "\(name ?? "The agent") is thinking…"
  }
}

/// Answers in pieces.
extension Conversation {
  /// The most answers that are written at a time.
  private static let streamLimit = 64

  mutating func pieceCame(_ argument: JSON, at moment: Moment) {
    guard isMeant(argument), let piece = StreamChunk(json: argument), let id = piece.messageID
    else { return }
    let known = timeline[id]
    // Of an answer whose beginning was missed the whole is waited for.
    guard streams[id] != nil || known == nil && streams.count < Self.streamLimit else { return }
    var stream = streams[id] ?? StreamedText()
    guard stream.add(piece.chunk, at: piece.index) else { return }
    streams[id] = stream
    thinkNoMore()
    if known != nil {
      return timeline.update(id) {
        $0.text = stream.text
        $0.delivery = .streaming
      }
    }
    timeline.append(
      ChatMessage(
        id: id, serverID: id, author: .agent, authorID: piece.agentID ?? agentID ?? "",
        authorName: agentNames.min() ?? "", text: stream.text, createdAt: moment.time,
        isDated: false, delivery: .streaming, route: .live))
  }

  mutating func streamBroke(_ argument: JSON) {
    guard isMeant(argument), let id = argument["messageId"]?.stringValue else { return }
    problem = argument["error"]?.words
    streams[id] = nil
    timeline.update(id) {
      if let text = argument["partialText"]?.stringValue { $0.text = text }
      $0.delivery = .interrupted
    }
    hasAnswer = true
    thinkNoMore()
  }

  /// No further piece will come.
  mutating func endStreams(as delivery: Delivery = .interrupted) {
    for id in streams.keys.sorted() { timeline.update(id) { $0.delivery = delivery } }
    streams = [:]
  }
}
