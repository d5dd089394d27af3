import Scenario

extension Declaration where Value == AgentPart {
  /// An agent of the scenario.
  static let agent: Declaration<AgentPart> = .either(
    "an agent such as { id: …, name: Eliza }",
    [
      Declaration<String>.filled.map { name, node, reading in
        reading.names.give(name, to: .agent, at: node.place)
        return AgentPart(id: name)
      },
      Record(
        "an agent", from: AgentPart(id: ""),
        [
          Key(
            "id", .filled, required: true,
            "A UUID, or a name from which ElizaOS derives the id.", \.id),
          Key("name", .filled, "The display name.", \.name),
          Key(
            "think", .time, "How long it thinks unless a rule or a step says otherwise.", \.think),
          Key("type", .pace, "How fast it writes what it streams.", \.typing),
        ]
      ) { agent, node, reading in
        reading.names.give(agent.id, to: .agent, at: node["id"]?.place ?? node.place)
        if let name = agent.name, name != agent.id, let place = node["name"]?.place {
          reading.names.give(name, to: .agent, at: place, isUnique: false)
        }
        return true
      }.declaration,
    ])
}

extension Declaration where Value == Bystander {
  /// Somebody who is neither the client nor an agent.
  static let bystander: Declaration<Bystander> = .either(
    "a person such as { id: ann, name: Ann }",
    [
      Declaration<String>.filled.map { name, node, reading in
        reading.names.give(name, to: .bystander, at: node.place)
        return Bystander(id: name)
      },
      Record(
        "a bystander", from: Bystander(id: ""),
        [
          Key(
            "id", .filled, required: true, "A UUID, or a name from which an id is derived.", \.id),
          Key("name", .filled, "The display name; the id when it is missing.", \.name),
        ]
      ) { bystander, node, reading in
        reading.names.give(bystander.id, to: .bystander, at: node["id"]?.place ?? node.place)
        if let name = bystander.name, name != bystander.id, let place = node["name"]?.place {
          reading.names.give(name, to: .bystander, at: place, isUnique: false)
        }
        return true
      }.declaration,
    ])
}
