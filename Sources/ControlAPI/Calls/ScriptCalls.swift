import Bytes
import ElizaDomain
import HTTP1
import JSON
import Scenario

/// The calls that show and change what is played.
enum ScriptCalls {
  private static let dryRun = ControlField.flag(
    "dryRun", "only checks, and tells what would change")

  private static let placing: [ControlField] = [
    dryRun, .text("before", "the rule before which it is asked; a new rule is asked first"),
    .text("after", "the rule after which it is asked"),
  ]

  static var routes: [ControlRoute] { whole + single }

  private static var whole: [ControlRoute] {
    [
      ControlRoute(
        .get, "script",
        "The scenario that is played: YAML as it was loaded, or JSON when Accept or 'as' says so.",
        query: [.choice("as", ["yaml", "json"], "how it is written")],
        answerType: "application/yaml", handler: show),
      ControlRoute(
        .put, "script",
        "Plays another scenario from the next message on: all of it, or none when anything is wrong. "
          + "Replies under way end as they were planned.",
        text: .scenario, query: [dryRun]
      ) { call throws(Problem) in
        let (script, mode) = (try script(of: call), try mode(call))
        do throws(Mistakes) {
          answer(call, try script.replace(with: call.request.body, mode), mode)
        } catch {
          throw .mistakes(error, in: "scenario", call.request)
        }
      },
    ]
  }

  private static var single: [ControlRoute] {
    [
      ControlRoute(
        .get, "script/rules", "The rules, in the order in which they are asked.", handler: list),
      ControlRoute(
        .get, "script/rules/{rule}", "One rule as a file has it.", handler: showRule),
      ControlRoute(
        .put, "script/rules/{rule}",
        "Puts a rule in place of the one of this id, or before all others.",
        text: .rule, query: placing
      ) { call throws(Problem) in try put(call, isPatch: false) },
      ControlRoute(
        .patch, "script/rules/{rule}",
        "Changes what the body says about a rule, such as {\"enabled\": false}; a whole rule of a new id "
          + "is added.",
        text: .rule, query: placing
      ) { call throws(Problem) in try put(call, isPatch: true) },
      ControlRoute(
        .delete, "script/rules/{rule}", "Takes a rule out.", query: [dryRun], handler: remove),
    ]
  }

  private static func show(_ call: ControlCall) throws(Problem) {
    let script = try script(of: call)
    let form = try call.query.text("as") ?? (call.prefersJSON ? "json" : "yaml")
    guard ["yaml", "json"].contains(form) else {
      throw call.query.bad("as", "must be yaml or json, not '\(form)'")
    }
    guard let document = script.document, let text = script.text else { throw hasNoText }
    form == "json" ? call.answer(document) : call.answer(text, type: "application/yaml")
  }

  private static func list(_ call: ControlCall) {
    let tallies = call.subject.world.tallies
    let rules = call.subject.scenario?.rules ?? []
    call.answer([
      "rules": .array(
        rules.map { rule in
          var json: JSONObject = ["id": .string(rule.id), "enabled": .bool(rule.isEnabled)]
          json["agent"] = rule.agent.map(JSON.string)
          json["turns"] = JSON(rule.turns.count)
          json["then"] = .string(rule.exhaustion.rawValue)
          json["hits"] = JSON(tallies.hits(ofRule: rule.id))
          return .object(json)
        })
    ])
  }

  private static func showRule(_ call: ControlCall) throws(Problem) {
    let id = call.parameter("rule")
    guard let document = try script(of: call).document else { throw hasNoText }
    let rules = document["rules"]?.arrayValue ?? []
    guard let rule = rules.first(where: { $0["id"]?.shownText == id }) else {
      throw unknown(id, call)
    }
    call.answer(rule)
  }

  private static func put(_ call: ControlCall, isPatch: Bool) throws(Problem) {
    let id = call.parameter("rule")
    let script = try script(of: call)
    let (place, mode) = (try place(call), try mode(call))
    do throws(Mistakes) {
      let change = try script.put(
        rule: id, call.request.body, isPatch: isPatch, at: place, mode)
      answer(call, change, mode)
    } catch {
      throw .mistakes(error, in: "rule", call.request)
    }
  }

  private static func remove(_ call: ControlCall) throws(Problem) {
    let id = call.parameter("rule")
    let mode = try mode(call)
    guard let change = try script(of: call).remove(rule: id, mode) else {
      throw unknown(id, call)
    }
    answer(call, change, mode)
  }
}

extension ScriptCalls {
  private static func script(of call: ControlCall) throws(Problem) -> any ControlledScript {
    guard let script = call.subject.script else {
      throw .conflict("This server plays no scenarios.", hint: "The program does.")
    }
    return script
  }

  private static func place(_ call: ControlCall) throws(Problem) -> ScriptPlace? {
    let places = (try call.query.text("before"), try call.query.text("after"))
    switch places {
    case (nil, nil): return nil
    case (let id?, nil):
      try checkPlace(id, "before", call)
      return .before(id)
    case (nil, let id?):
      try checkPlace(id, "after", call)
      return .after(id)
    case (_?, _?): throw call.query.bad("after", "does not go with 'before'")
    }
  }

  private static func checkPlace(
    _ id: String, _ name: String, _ call: ControlCall
  ) throws(Problem) {
    let known = (call.subject.scenario?.rules ?? []).map(\.id)
    guard id != call.parameter("rule") else { throw call.query.bad(name, "names the rule itself") }
    guard !known.contains(id) else { return }
    let nearest = Nearest.word(to: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw call.query.bad(name, "names no rule: '\(id)'\(nearest)")
  }

  private static func mode(_ call: ControlCall) throws(Problem) -> ScriptMode {
    try call.query.flag("dryRun") ? .rehearse : .change
  }

  private static var hasNoText: Problem {
    .conflict(
      "The scenario was built in Swift and has no text.",
      hint: "GET \(ControlAPI.base)/script/rules lists its rules; PUT script plays another one.")
  }

  private static func unknown(_ id: String, _ call: ControlCall) -> Problem {
    let known = (call.subject.scenario?.rules ?? []).map(\.id)
    return .unknownName("rule", id, known: known, none: "The scenario has no rules.")
  }

  private static func answer(
    _ call: ControlCall, _ change: ScriptChange, _ mode: ScriptMode
  ) {
    var json: JSONObject = ["name": change.name.isEmpty ? .null : .string(change.name)]
    let lists = [
      ("rules", change.rules), ("new", change.newRules), ("changed", change.changedRules),
      ("gone", change.goneRules), ("needsRestart", change.restarts),
    ]
    for (name, texts) in lists { json[name] = .array(texts.map(JSON.string)) }
    let restarts = change.restarts.map {
      Mistake(
        "\($0), which has no effect on this server: start it anew with this scenario",
        isWarning: true)
    }
    json["warnings"] = .array((change.warnings + restarts).map(\.json))
    json["dryRun"] = .bool(mode == .rehearse)
    call.answer(.object(json))
  }
}

extension JSON {
  /// A text, or a number as it is written: ids are either.
  fileprivate var shownText: String { stringValue ?? text }
}

extension ControlCall {
  /// Whether the caller asks for JSON and not for YAML.
  fileprivate var prefersJSON: Bool {
    let accept = request.headers["Accept"]?.lowercased() ?? ""
    return accept.contains("json") && !accept.contains("yaml")
  }
}
