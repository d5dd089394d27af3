import ElizaModel
import JSON

/// What the release decides about the HTTP side, each question asked in one place.
extension Profile {
  /// Whether sessions expire, renew and carry their channel id.
  var hasSessionLifetime: Bool { release > .v1_4_2 }

  /// Whether session errors have codes and times.
  var hasSessionErrorCodes: Bool { hasSessionLifetime }

  /// Whether a post may ask for the reply by `http` or `sse`, and is answered with `userMessage`.
  var hasReplyTransports: Bool { release >= .v1_7_2 }

  /// Whether a reply that goes to a waiting caller is also kept in the channel.
  var storesCallerReplies: Bool { isLenient }

  /// Whether answers also hold what older or other releases put there.
  var answersInEveryShape: Bool { isLenient }

  /// Members that answers hold only where they are in every shape.
  func extra(_ fields: [Field]) -> [Field] { answersInEveryShape ? fields : [] }

  /// The status of a refusal that a release gives `status`.
  ///
  /// Real servers say 500 when a request has something that breaks them; a lenient one says 400.
  func shownStatus(_ status: Int) -> Int { isLenient && status == 500 ? 400 : status }

  /// Whether every message server but the server's own is forbidden to HTTP callers.
  var forbidsForeignMessageServers: Bool { release == .v1_6_4 }

  /// Whether the agents of other message servers are out of reach.
  var guardsMessageServerAgents: Bool { release >= .v1_6_4 && !isLenient }

  /// Whether the routes are called `channels` and `message-servers`.
  var hasCurrentRoutes: Bool { naming != .legacy }

  /// Whether the routes are called `central-channels` and `central-servers` and work.
  var hasLegacyRoutes: Bool { naming != .current || release >= .v1_7_2 }

  /// Whether the old route names are there but fail: an accident of one release.
  var hasBrokenLegacyRoutes: Bool { !hasLegacyRoutes }

  /// Whether agents may be managed under `message-servers` as well as `servers`.
  var managesAgentsByMessageServer: Bool { release >= .v1_7_2 }

  /// Whether `/health` and `/healthz` are there.
  var hasHealthPages: Bool { release > .v1_4_2 }

  /// Whether `/api/messaging/jobs` is there.
  var hasJobs: Bool { release >= .v1_6_4 }

  /// Whether `POST /api/messaging/action` is there.
  var hasActionMessages: Bool { release > .v1_4_2 }

  /// Whether the text of an action's message says that it has ended.
  var changesActionText: Bool { release < .v1_7_2 }

  /// Whether agents keep runs that can be asked for.
  var hasRuns: Bool { release > .v1_4_2 }

  /// Whether the list of an agent's rooms says when they came to be.
  var datesRooms: Bool { isLenient || release < .v1_7_2 }

  /// Whether users have ids of their own for each agent.
  var derivesEntities: Bool { release < .v1_6_5 }

  /// The name of the message server's id in snake_case bodies.
  var messageServerKey: String { naming == .legacy ? "server_id" : "message_server_id" }

  /// Whether a changed message shows that it has no source id.
  var showsNullSource: Bool { release < .v1_7_2 }

  /// The field, always null here, that says whose an agent is.
  var agentOwner: AgentBody.Owner? {
    switch release {
    case .v1_4_2: nil
    case .v1_6_4: .owner(.null)
    case .v1_6_5, .v1_7_2: .server(.null)
    }
  }

  /// Whether log lines carry what the logger added, such as the name of their agent.
  var namesAgentsInLogs: Bool { isLenient || release <= .v1_4_2 }

  /// The lines that the server's log keeps for its clients.
  var logLineLimit: Int { isLenient ? 1_000 : 100 }

  /// Whether errors that have a name of their own show it in place of the status.
  var showsErrorNames: Bool { release < .v1_7_2 }

  /// Whether a refused upload is told which types would do.
  var listsMediaTypes: Bool { release > .v1_4_2 }

  /// Whether attachments that are files of the server are shown by the path that serves them.
  var rewritesAttachments: Bool { release > .v1_4_2 }

  /// Whether a running agent's settings have an object of secrets; it is empty here.
  var showsSecrets: Bool { release >= .v1_6_5 }
}
