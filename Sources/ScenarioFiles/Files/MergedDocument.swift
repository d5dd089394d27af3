import JSON
import Scenario

/// Puts what several scenario files say into one document, as if one file said it.
struct MergedDocument {
  /// What the files say; a list that they make together is kept in `lists` and has only its place here.
  private var members: JSONObject = [:]
  private var lists: [String: [JSON]] = [:]
  private var people: [String: Set<JSON>] = [:]

  /// Takes a file in whose rules come after those before.
  mutating func add(_ document: JSONObject) {
    for member in document {
      switch member.key {
      case "agents", "bystanders", "rules", "expect":
        members[member.key] = .array([])
        join(member)
      case "hooks": members["hooks"] = hooks(members["hooks"], member.value)
      default: members[member.key] = members[member.key] ?? member.value
      }
    }
  }

  /// The document of a definition that was made of the same files: with its name and the ids of its rules.
  func finished(for definition: ScenarioDefinition) -> JSONObject {
    var result = members
    for (key, list) in lists { result[key] = .array(list) }
    if !definition.name.isEmpty { result["name"] = .string(definition.name) }
    if let rules = result["rules"]?.arrayValue {
      result["rules"] = .array(
        zip(definition.rules, rules).map { rule, written in
          var named: JSONObject = ["id": .string(rule.id)]
          for member in written.objectValue ?? [:] where member.key != "id" {
            named[member.key] = member.value
          }
          return .object(named)
        })
    }
    return result
  }

  /// People who are described alike are one; rules and expectations are each their own.
  private mutating func join(_ member: JSONObject.Member) {
    let isOfPeople = ["agents", "bystanders"].contains(member.key)
    for element in member.value.arrayValue ?? [] {
      if !isOfPeople || people[member.key, default: []].insert(element).inserted {
        lists[member.key, default: []].append(element)
      }
    }
  }

  private func hooks(_ before: JSON?, _ added: JSON) -> JSON {
    var result = before?.objectValue ?? [:]
    for hook in added.objectValue ?? [:] {
      let earlier = result[hook.key]?.arrayValue ?? []
      result[hook.key] = .array(earlier + (hook.value.arrayValue ?? [hook.value]))
    }
    return .object(result)
  }
}
