import ElizaModel
import HTTP1
import JSON

/// What is asked of the server by HTTP.
extension Conversation {
  private static let sessionsPath = "/api/messaging/sessions"

  /// Whether what was missed is being fetched.
  var isFetching: Bool {
    calls.values.contains {
      if case .messages = $0.question { true } else { false }
    }
  }

  /// Asks the server something.
  mutating func call(_ question: SessionCall.Question) {
    lastCall += 1
    let (method, target, body) = request(question)
    let call = SessionCall(
      number: lastCall, question: question, method: method, target: target, body: body)
    calls[lastCall] = call
    log(.api, "\(method) \(target)", body)
    act(.call(call))
  }

  /// The server has answered, or the reason why it has not.
  mutating func answered(
    _ call: SessionCall, _ result: Result<SessionCall.Answer, SessionError>, at moment: Moment
  ) {
    guard calls.removeValue(forKey: call.number) != nil else { return }
    switch result {
    case .success(let answer): take(answer, to: call, at: moment)
    case .failure(let error): unanswered(call, error)
    }
  }

  private mutating func take(
    _ answer: SessionCall.Answer, to call: SessionCall, at moment: Moment
  ) {
    if !answer.isSuccess { log(.trouble, "\(call.target): \(answer.status) \(answer.refusal)") }
    switch call.question {
    case .agents: agentsListed(answer)
    case .create: sessionMade(answer, at: moment)
    case .channels: channelsListed(answer)
    case .messages(let after): fetched(answer, after: after)
    case .post(let id): posted(id, answer)
    case .renew: renewed(answer)
    case .end: break
    }
  }

  private mutating func unanswered(_ call: SessionCall, _ error: SessionError) {
    log(.trouble, "\(call.target): \(error)")
    switch call.question {
    case .agents, .create: sessionFailed(error)
    // The channel's list is not worth a session: the session's id stands for its room.
    case .channels: channelsListed(SessionCall.Answer(status: 0, body: .null))
    case .messages: fetchFailed(error.description)
    case .post(let id): postLost(id, error.description)
    case .renew: act(.set(.renewal, after: .seconds(10)))
    case .end: break
    }
  }

  private func request(
    _ question: SessionCall.Question
  ) -> (HTTPMethod, String, JSON?) {
    let session = Self.sessionsPath + "/" + (session.details?.id ?? "")
    switch question {
    case .agents: return (.get, "/api/agents", nil)
    case .create:
      return (
        .post, Self.sessionsPath, SessionCreation(agentID: agentID, userID: userID).json
      )
    case .channels:
      let server = Identifier.defaultMessageServer
      return (.get, "/api/messaging/central-servers/\(server)/channels", nil)
    case .messages(let after):
      let query = after.map { "&after=\($0.milliseconds)" } ?? ""
      return (.get, "\(session)/messages?limit=100\(query)", nil)
    case .post(let id):
      let text = timeline[id]?.text ?? ""
      let body = SessionMessageCreation(
        content: .string(text), metadata: metadata(of: id))
      return (.post, "\(session)/messages", body.json)
    case .renew: return (.post, "\(session)/renew", [:])
    case .end: return (.delete, session, nil)
    }
  }
}
