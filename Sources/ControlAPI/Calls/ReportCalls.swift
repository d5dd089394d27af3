import ElizaDomain
import HTTP1
import JSON
import Scenario

/// The calls that tell what came of a run.
enum ReportCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .get, "report", "Tells what happened, and what the frontend does wrong.",
        query: [
          .choice(
            "as", ["json", "junit", "text"], "how it is written; json unless said otherwise"),
          .flag("end", "whether the run is over, so that what was left undone counts"),
        ], handler: report),
      ControlRoute(
        .post, "verify", "Judges what the scenario expects, and what the body expects besides.",
        body: [
          .list(
            "expect", "expectations as in a scenario file, such as {\"joined\": {\"atLeast\": 1}}")
        ], handler: verify),
    ]
  }

  private static func report(_ call: ControlCall) throws(Problem) {
    let form = try call.query.text("as") ?? "json"
    let world = call.subject.world
    if try call.query.flag("end") { world.findings.finish(world) }
    let report = RunReport(of: world, playing: call.subject.scenario)
    switch form {
    case "junit": call.answer(report.junit, type: "application/xml")
    case "text": call.answer(report.text, type: "text/plain")
    default: call.answer(report.json)
    }
  }

  private static func verify(_ call: ControlCall) throws(Problem) {
    var extra: [Expectation] = []
    for (index, json) in try call.fields.list("expect").enumerated() {
      do throws(ExpectationError) {
        extra.append(try Expectation(json: json))
      } catch {
        throw call.fields.bad("expect[\(index)]", "is wrong: \(error)")
      }
    }
    let subject = call.subject
    call.answer(
      RunReport(of: subject.world, playing: subject.scenario, expecting: extra).verdictJSON)
  }
}
