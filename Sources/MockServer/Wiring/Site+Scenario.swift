import ControlAPI
import ElizaDomain
import JSON
import OrderedCollections
import Scenario
import ScenarioFiles

extension Site {
  /// Plays another scenario from the next message on; replies under way go on as they were planned.
  ///
  /// Its agents join those that are there, and nobody is sent away. Conversations go on: rules that are
  /// still there keep their counts.
  func reload(_ scenario: ScenarioDefinition) {
    scriptControl.play(ScenarioScript(built: scenario))
  }

  /// Lets calls of the control API read YAML and change what is played.
  func connectScript() {
    scriptControl.onChange = { [unowned self] scenario in
      agents.director.replace(by: scenario)
      addAgents(of: scenario)
    }
    scriptControl.onCall = { [log, journal] in
      log.notice($0)
      journal.record(.note($0))
    }
    control.readYAML = { (body) throws(Mistakes) -> JSON in
      do throws(UnusableFile) {
        return try YAMLText.json(body, from: "the body")
      } catch {
        throw Mistakes(error)
      }
    }
  }

  /// Adds the agents of a scenario that are not there yet, and warns of what it can never say.
  func addAgents(of scenario: ScenarioDefinition) {
    let greetings = scenario.hooks.filter { $0.event == .connect }
    if greetings.contains(where: { $0.steps.contains(where: \.needsRoom) }) {
      log.warning(
        "the scenario speaks at 'connect', when the client is in no room: nobody hears it; let it speak at 'join'"
      )
    }
    for part in scenario.agents {
      let agent = Agent(.init(id: part.id, name: part.name), at: world.clock.now)
      guard world.agents[agent.id]?.name != agent.name else { continue }
      scenarioAgents.insert(agent.id)
      world.add(agent)
    }
  }

  /// Plays the scenario of the start; agents that others have brought since go, and those they renamed are as before.
  func resetScenario() {
    scriptControl.reset()
    let kept = agents.director.definition.agents.map {
      Agent(.init(id: $0.id, name: $0.name), at: world.clock.now).id
    }
    let strange = scenarioAgents.subtracting(kept)
    world.forgetAgents(strange)
    for agent in agentsAtStart(world.clock.now) where strange.contains(agent.id) {
      world.add(agent)
    }
    scenarioAgents.formIntersection(kept)
  }

  /// Which rule would answer a text, and why the others would not; nothing changes by it.
  func explain(_ message: MessageContext) -> Explanation? {
    var message = message
    if message.agentID.isEmpty, let agent = world.agents.values.first {
      message.agentID = agent.id
      message.agentName = agent.name
    }
    return agents.director.explain(message)
  }
}
