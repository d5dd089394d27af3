import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct ScenarioWatchTests {
  private let folder: ScratchFolder
  private var watch: ScenarioWatch

  init() throws {
    folder = try ScratchFolder()
    try folder.write("a.mock.yaml", "format: eliza-mock/1\nrules: [ { id: one, do: [ignore] } ]\n")
    watch = ScenarioWatch([folder.path], current: try ScenarioSet(at: [folder.path]))
  }

  /// Looks until a change has settled.
  private mutating func settle() -> ScenarioWatch.Outcome? {
    watch.look() ?? watch.look()
  }

  @Test mutating func `nothing has changed`() {
    #expect(settle().isNone)
  }

  @Test mutating func `a change is played once two looks see the same`() throws {
    try folder.write(
      "a.mock.yaml", "format: eliza-mock/1\nseed: 5\nrules: [ { id: two, do: [ignore] } ]\n")
    #expect(watch.look().isNone)
    guard case .reloaded(let scenario, let change) = watch.look() else {
      Issue.record("the second look reads it")
      return
    }
    #expect(scenario.definition.rules.map(\.id) == ["two"])
    #expect("\(change)" == "1 rule (new: two; gone: one)")
    #expect(change.restarts == ["the seed has changed"])
    #expect(settle().isNone)
  }

  @Test mutating func `one wrong file keeps all as it was, and is told once`() throws {
    try folder.write("b.mock.yaml", "format: eliza-mock/1\nrules: [ { id: two, do: [ignore] } ]\n")
    try folder.write("c.mock.yaml", "format: eliza-mock/1\nnmae: x\n")
    guard case .failed(let unusable) = settle() else {
      Issue.record("a wrong file is told")
      return
    }
    #expect("\(unusable)".contains("c.mock.yaml:2:1: error: unknown key 'nmae'"))
    #expect(settle().isNone)
    try folder.remove("c.mock.yaml")
    guard case .reloaded(_, let change) = settle() else {
      Issue.record("all is fine again")
      return
    }
    #expect("\(change)" == "2 rules (new: two)")
  }

  @Test mutating func `what needs a restart is said`() throws {
    try folder.write("a.mock.yaml", "format: eliza-mock/1\nagents: [ada]\nprofile: 1.7.2\n")
    guard case .reloaded(_, let first) = settle() else {
      Issue.record("a profile may be added")
      return
    }
    #expect(first.restarts == ["the profile has changed"])
    try folder.write("a.mock.yaml", "format: eliza-mock/1\nprofile: 1.7.2\n")
    guard case .reloaded(_, let second) = settle() else {
      Issue.record("an agent may go")
      return
    }
    #expect(second.restarts == ["the agent ada is gone from the scenario"])
  }

  @Test mutating func `a folder that loses its last file is told`() throws {
    try folder.remove("a.mock.yaml")
    guard case .failed(let unusable) = settle() else {
      Issue.record("nothing is left to play")
      return
    }
    #expect("\(unusable)".contains("holds no file"))
  }
}

extension Optional {
  fileprivate var isNone: Bool { if case .none = self { true } else { false } }
}
