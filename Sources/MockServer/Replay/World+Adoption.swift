import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Recording

extension World {
  /// Makes a session known that a recording has answered with, so that agents can go on where the recording ends.
  ///
  /// An agent that is not there yet comes to be, under the name of the first that is.
  func adopt(sessionIn body: RecordedBody, answering request: HTTPRequest) {
    guard request.method == .post, request.path.hasSuffix("/sessions"),
      case .json(let session) = body,
      let id = session["sessionId"]?.stringValue, Identifier.isUUID(id), sessions[id] == nil,
      let agentID = session["agentId"]?.stringValue ?? agents.values.first?.id
    else { return }
    if agents[agentID] == nil {
      add(Agent(.init(id: agentID, name: agents.values.first?.name), at: clock.now))
    }
    var draft = SessionDraft(agentID: agentID, userID: session["userId"]?.stringValue ?? "")
    draft.id = id
    draft.channelID = session["channelId"]?.stringValue
    if let channel = draft.channelID, channels[channel] != nil { return }
    _ = makeSession(draft) { _ in nil }
  }
}
