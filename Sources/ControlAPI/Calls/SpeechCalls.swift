import ElizaDomain
import HTTP1
import HostInterface
import JSON
import OrderedCollections

/// The calls that say something to clients out of turn.
enum SpeechCalls {
  private static let eventFields: [ControlField] = [
    .text("event", "the event's name", isNeeded: true),
    .list("args", "its arguments"),
  ]

  /// How long an acknowledgement is waited for when nothing else is said, in real time.
  private static let patience: Duration = .seconds(5)
  /// The longest that is waited.
  private static let longestPatience: Duration = .seconds(600)

  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .post, "rooms/{room}/say",
        "Lets an agent say something in a channel: it is stored and broadcast like any reply.",
        body: [
          .text("text", "what it says", isNeeded: true),
          .text("agent", "its id or name; the channel's, or the only one"),
          .text("thought", "the reasoning beside it"), .texts("actions", "the actions it took"),
          .list("attachments", "media objects"), .object("metadata", "extra data"),
        ], handler: say),
      ControlRoute(
        .post, "rooms/{room}/emit", "Sends any event to the sockets in a room.",
        body: eventFields, handler: emitToRoom),
      ControlRoute(
        .post, "connections/{connection}/emit",
        "Sends any event to one socket; with 'ack' answers what its callback was called with.",
        body: eventFields + [
          .flag("ack", "whether to wait for the client's acknowledgement"),
          .duration("within", "how long to wait for it, in real time; 5s"),
        ], handler: emitToConnection),
    ]
  }

  private static func say(_ call: ControlCall) throws(Problem) {
    let world = call.subject.world
    let room = call.parameter("room")
    guard
      let channel = world.channel(inRoom: room)
        ?? world.sessions[room].flatMap({ world.channels[$0.channelID] })
    else {
      throw .notFound(
        "There is no channel '\(room)'.",
        hint: "GET \(ControlAPI.base)/rooms lists them; a first send or a session makes one.")
    }
    let agent = try agent(call, in: channel)
    let reply = AgentReply(
      try call.fields.neededText("text"), thought: try call.fields.text("thought"),
      actions: try call.fields.texts("actions") ?? [],
      attachments: try call.fields.list("attachments"),
      metadata: try call.fields.object("metadata") ?? [:])
    let message = AgentSpeech(world: world).say(reply, as: agent, in: channel)
    call.answer([
      "message": .string(message.id), "room": .string(channel.id), "agent": .string(agent.id),
    ])
  }

  private static func agent(_ call: ControlCall, in channel: Channel) throws(Problem) -> Agent {
    let world = call.subject.world
    let agents = Array(world.agents.values)
    if let wanted = try call.fields.text("agent") {
      guard let agent = world.agent(wanted) ?? agents.first(where: { $0.name == wanted }) else {
        let names = agents.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
        throw call.fields.bad("agent", "names nobody; there are \(names)")
      }
      return agent
    }
    if let agent = channel.participants.lazy.compactMap({ world.agent($0) }).first { return agent }
    guard let only = agents.first, agents.count == 1 else {
      throw call.fields.bad("agent", "is needed: the channel has no agent of its own")
    }
    return only
  }

  private static func emitToRoom(_ call: ControlCall) throws(Problem) {
    let (name, arguments) = try event(call)
    let reach = call.subject.emit(name, arguments, toRoom: call.parameter("room"))
    call.answer(["sockets": JSON(reach)])
  }

  private static func emitToConnection(_ call: ControlCall) throws(Problem) {
    let connection = try ConnectionCalls.connection(call)
    let (name, arguments) = try event(call)
    let patience = try call.fields.duration("within")
    guard try call.fields.flag("ack") || patience != nil else {
      connection.emit(name, arguments)
      return call.answer(["sent": true])
    }
    guard patience ?? .zero <= longestPatience else {
      throw call.fields.bad("within", "is at most 10m")
    }
    connection.emit(name, arguments, acknowledgedWithin: patience ?? self.patience) { outcome in
      switch outcome {
      case .answered(let values): call.answer(["sent": true, "ack": .array(values)])
      case .timedOut:
        call.answer(
          .timedOut(
            "The client did not acknowledge '\(name)' in time.",
            hint: "A page acknowledges when its handler calls the callback it is given last.",
            members: ["sent": true]))
      case .disconnected:
        call.answer(
          .conflict(
            "The socket ended before it acknowledged '\(name)'.",
            hint: "GET \(ControlAPI.base)/connections lists those that are connected."))
      }
    }
  }

  private static func event(_ call: ControlCall) throws(Problem) -> (String, [JSON]) {
    (try call.fields.neededText("event"), try call.fields.list("args"))
  }
}
