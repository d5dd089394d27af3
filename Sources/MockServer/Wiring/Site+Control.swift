import ControlAPI
import ElizaDomain

extension Site: ControlSubject {
  var scenarioClock: any ScenarioClock { clock }

  var version: String { MockServer.version }
}
