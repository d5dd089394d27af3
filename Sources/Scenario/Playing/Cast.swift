import ElizaModel

/// Who plays in a scenario, found by id or by name.
struct Cast {
  private var agents: [String: AgentPart] = [:]
  private var speakers: [String: Speaker] = [:]
  private let identify: (String) -> String

  /// Takes the people of a scenario; `identify` makes the id of a name.
  init(_ definition: ScenarioDefinition, identify: @escaping (String) -> String) {
    self.identify = identify
    for agent in definition.agents {
      let id = identify(agent.id)
      agents[id] = agent
      add(Speaker(id: id, name: agent.name ?? agent.id, isAgent: true), calledBy: agent.id)
    }
    for person in definition.bystanders {
      let speaker = Speaker(
        id: identify(person.id), name: person.name ?? person.id, isAgent: false)
      add(speaker, calledBy: person.id)
    }
  }

  private mutating func add(_ speaker: Speaker, calledBy name: String) {
    for key in [speaker.id, speaker.name, name] { speakers[key.lowercased()] = speaker }
  }

  /// How an agent carries itself, if the scenario says so.
  func part(ofAgent id: String) -> AgentPart? { agents[id] }

  /// Whoever goes by an id or a name; a name nobody has is a bystander's.
  func speaker(_ name: String) -> Speaker {
    speakers[name.lowercased()] ?? Speaker(id: identify(name), name: name, isAgent: false)
  }

  /// Whether `name` means the agent of a message.
  func isAgent(_ name: String, of message: MessageContext) -> Bool {
    name == message.agentID || name.lowercased() == message.agentName.lowercased()
      || identify(name) == message.agentID
  }
}
