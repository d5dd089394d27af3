import ElizaDomain
import HTTP1
import JSON

/// The calls that lose connections.
enum ConnectionCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .post, "connections/{connection}/lose", "Loses a connection, in one of several ways.",
        body: [
          .choice(
            "how", ConnectionLoss.allCases.map(\.rawValue),
            "kick: out of the namespace (io server disconnect); close: closed in order; reset: a TCP "
              + "reset; silent: half-open; ping: the server's pings stop", isNeeded: true),
          .duration("for", "how long a silence lasts, in scenario time; without it it lasts"),
        ], handler: lose)
    ]
  }

  /// The connection that a call names.
  static func connection(_ call: ControlCall) throws(Problem) -> any ControlledConnection {
    let id = call.parameter("connection")
    guard let found = call.subject.connections.first(where: { $0.id == id || $0.engineID == id })
    else {
      throw .notFound(
        "No socket '\(id)' is connected.",
        hint: "GET \(ControlAPI.base)/connections lists those that are.")
    }
    return found
  }

  private static func lose(_ call: ControlCall) throws(Problem) {
    let connection = try connection(call)
    let text = try call.fields.neededText("how")
    guard let loss = ConnectionLoss(rawValue: text) else {
      throw call.fields.bad("how", "is wrong")
    }
    connection.lose(loss, for: try call.fields.duration("for"))
    call.answer(["connection": .string(connection.id), "how": .string(loss.rawValue)])
  }
}
