import ControlAPI
import JSON
import Scenario
import ScenarioFiles

/// The scenario that is played, with its text: what the control API shows and changes.
final class ScriptControl: ControlledScript {
  /// What texts that came with a call are called where a name is asked for.
  private static let source = "the body"

  /// Plays a scenario from the next message on.
  var onChange: ((ScenarioDefinition) -> Void)?
  /// Told in words what was changed by a call.
  var onCall: ((String) -> Void)?

  /// What is played.
  private(set) var current: ScenarioScript
  /// What a reset goes back to: the scenario of the start, as its files are now.
  private var home: ScenarioScript

  init(_ script: ScenarioScript) {
    current = script
    home = script
  }

  var document: JSON? { current.document.map(JSON.object) }

  var text: String? { current.text }

  /// Plays another scenario; one that `isHome` is what a reset goes back to.
  func play(_ script: ScenarioScript, isHome: Bool = false) {
    current = script
    if isHome { home = script }
    onChange?(script.definition)
  }

  /// Plays what was played at the start.
  func reset() {
    play(home)
  }

  func replace(with text: [UInt8], _ mode: ScriptMode) throws(Mistakes) -> ScriptChange {
    do throws(UnusableFile) {
      return change(to: try ScenarioScript(text, from: Self.source), mode)
    } catch {
      throw Mistakes(error)
    }
  }

  func put(
    rule id: String, _ text: [UInt8], isPatch: Bool, at place: ScriptPlace?, _ mode: ScriptMode
  ) throws(Mistakes) -> ScriptChange {
    let old = isPatch ? current.definition.rules.first { $0.id == id } : nil
    do throws(UnusableFile) {
      let rule = try RuleText(
        text, id: id, changing: old, in: current.definition, from: Self.source)
      var script = current
      script.put(rule, at: place.map(RulePlace.init))
      return change(to: script, mode)
    } catch {
      throw Mistakes(error)
    }
  }

  func remove(rule id: String, _ mode: ScriptMode) -> ScriptChange? {
    var script = current
    guard script.remove(rule: id) else { return nil }
    return change(to: script, mode)
  }

  private func change(to script: ScenarioScript, _ mode: ScriptMode) -> ScriptChange {
    let difference = ScenarioChange(from: current, to: script)
    if mode == .change {
      play(script)
      onCall?("the scenario was changed: \(difference)")
    }
    return ScriptChange(script, difference)
  }
}

extension ScriptChange {
  fileprivate init(_ script: ScenarioScript, _ difference: ScenarioChange) {
    self.init()
    name = script.definition.name
    rules = script.definition.rules.map(\.id)
    newRules = difference.newRules
    changedRules = difference.changedRules
    goneRules = difference.goneRules
    restarts = difference.restarts
    warnings = script.warnings.map(Mistake.init)
  }
}

extension RulePlace {
  fileprivate init(_ place: ScriptPlace) {
    switch place {
    case .before(let id): self = .before(id)
    case .after(let id): self = .after(id)
    }
  }
}

extension Mistakes {
  /// What is wrong with a text.
  init(_ unusable: UnusableFile) {
    self.init(unusable.problems.map(Mistake.init))
  }
}

extension Mistake {
  fileprivate init(_ problem: Problem) {
    self.init(
      problem.message, line: problem.place?.line, column: problem.place?.column,
      nearest: problem.nearest, isWarning: problem.severity == .warning)
  }
}
