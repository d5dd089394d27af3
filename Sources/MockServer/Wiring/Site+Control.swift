import ControlAPI
import ElizaDomain
import Scenario

extension Site: ControlSubject {
  var scenarioClock: any ScenarioClock { clock }

  var version: String { MockServer.version }

  var scenario: ScenarioDefinition? { agents.director.definition }
}
