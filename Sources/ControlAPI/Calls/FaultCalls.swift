import HTTP1
import JSON

/// The calls that lay trouble on and take it off.
enum FaultCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .get, "faults",
        "Tells which overlays are on, how often each fault has happened, and which others there are."
      ) { call throws(Problem) in
        call.answer(try faults(of: call).description)
      },
      ControlRoute(
        .put, "faults",
        "Lays overlays on in place of all that are on; they are armed before it answers.",
        body: [
          ControlField(
            name: "overlays",
            about:
              "names of those that come with the program or are on, or overlays as files have them",
            schema: ["type": "array", "items": ["type": ["string", "object"]]], isNeeded: true)
        ], handler: replace),
      ControlRoute(
        .delete, "faults/{fault}", "Takes an overlay off by its name, or a fault by its id.",
        handler: remove),
    ]
  }

  private static func replace(_ call: ControlCall) throws(Problem) {
    let faults = try faults(of: call)
    let overlays = try call.fields.list("overlays")
    do throws(Mistakes) {
      try faults.replace(with: overlays)
    } catch {
      throw .mistakes(
        error, in: "list of overlays", call.request,
        hint:
          "Nothing was changed; 'problems' has the mistakes, each with its path. There are "
          + "\(faults.builtInNames.joined(separator: ", ")); the format of others is at "
          + "'eliza-mock schema overlay'.")
    }
    call.answer(faults.description)
  }

  private static func remove(_ call: ControlCall) throws(Problem) {
    let name = call.parameter("fault")
    let faults = try faults(of: call)
    guard faults.remove(name) else {
      throw .notFound(
        "No overlay and no fault '\(name)' is on.",
        hint: "GET \(ControlAPI.base)/faults lists those that are.")
    }
    call.answer(faults.description)
  }

  private static func faults(of call: ControlCall) throws(Problem) -> any ControlledFaults {
    guard let faults = call.subject.faultControl else {
      throw .notFound("This server has no faults.", hint: "A server with sockets has.")
    }
    return faults
  }
}
