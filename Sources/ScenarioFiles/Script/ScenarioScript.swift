package import ElizaDomain
package import JSON
package import Scenario

/// A scenario together with the text it was read from, so that it can be shown and changed rule by rule.
package struct ScenarioScript: Sendable {
  /// What is played.
  package private(set) var definition: ScenarioDefinition
  /// Which ElizaOS it asks for; nil when it does not say.
  package let profile: Profile?
  /// What is odd about it.
  package let warnings: [Problem]
  /// The same as a file has it, every rule with its id; nil for a scenario that was built in Swift.
  package private(set) var document: JSONObject?
  /// The text of the one file it is, while nothing was changed since.
  private var loaded: String?

  /// A scenario that was built in Swift; one that is the built-in ELIZA alone has a text all the same.
  package init(built definition: ScenarioDefinition) {
    self.definition = definition
    profile = nil
    warnings = []
    document = definition.isBuiltInOnly ? ["format": "eliza-mock/1", "otherwise": "eliza"] : nil
  }

  /// Reads the text of a scenario.
  ///
  /// - Parameters:
  ///   - bytes: YAML or JSON in UTF-8, at most 1 MiB.
  ///   - name: What problems call it.
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(_ bytes: [UInt8], from name: String) throws(UnusableFile) {
    try self.init([ScenarioFile(bytes, file: name)])
  }

  /// What some files say together; throws when they contradict each other.
  init(_ files: [ScenarioFile]) throws(UnusableFile) {
    var merge = ScenarioMerge()
    for file in files { merge.add(file) }
    guard merge.problems.isEmpty else { throw UnusableFile(merge.problems) }
    definition = merge.definition
    profile = merge.profile?.value
    warnings = files.flatMap(\.warnings)
    document = merge.document.finished(for: merge.definition)
    loaded = files.count == 1 ? files.first?.text : nil
  }

  /// The text in YAML: as it was loaded, or written anew; nil for a scenario that was built in Swift.
  package var text: String? {
    loaded ?? document.map { YAMLText.text(of: .object($0)) }
  }

  /// Takes a rule in, in place of the one of its id.
  ///
  /// Without a `place` a rule that is there keeps its own, and a new one is asked first.
  package mutating func put(_ change: RuleText, at place: RulePlace? = nil) {
    let id = change.rule.id
    let old = definition.rules.firstIndex { $0.id == id }
    loaded = nil
    if let old {
      let written = document?.rules
      var members = change.replaces ? [:] : written?[old].objectValue ?? [:]
      change.merge(into: &members)
      if place == nil {
        definition.rules[old] = change.rule
        if var written {
          written[old] = .object(members)
          document?["rules"] = .array(written)
        }
        return
      }
      _ = remove(rule: id)
      return insert(change.rule, members, at: place)
    }
    var members: JSONObject = [:]
    change.merge(into: &members)
    insert(change.rule, members, at: place)
  }

  /// Takes a rule out; false when there is none of this id.
  package mutating func remove(rule id: String) -> Bool {
    guard let index = definition.rules.firstIndex(where: { $0.id == id }) else { return false }
    loaded = nil
    definition.rules.remove(at: index)
    if var written = document?.rules {
      written.remove(at: index)
      document?["rules"] = .array(written)
    }
    return true
  }

  private mutating func insert(_ rule: Rule, _ members: JSONObject, at place: RulePlace?) {
    let index = (place ?? .first).index(among: definition.rules)
    definition.rules.insert(rule, at: index)
    guard var written = document?.rules else { return }
    written.insert(.object(members), at: index)
    document?["rules"] = .array(written)
  }
}

extension ScenarioDefinition {
  /// Whether nothing but the built-in ELIZA plays, and no agent but those of the command line.
  fileprivate var isBuiltInOnly: Bool {
    guard case .eliza = otherwise else { return false }
    return rules.isEmpty && hooks.isEmpty && expectations.isEmpty && agents.isEmpty
  }
}

extension JSONObject {
  /// The rules of a scenario.
  fileprivate var rules: [JSON] { self["rules"]?.arrayValue ?? [] }
}
