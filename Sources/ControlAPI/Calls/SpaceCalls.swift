import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Scenario

/// The calls that make and end isolated worlds.
enum SpaceCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .post, "spaces",
        "Makes a world of its own on a port of its own; what is not said is as in this server.",
        body: [
          .text("id", "what to call it; made up when missing"),
          .count("port", "the port to listen on; 0, a free one"),
          .count("seed", "repeats ids, delays and replies"),
          .text("clock", ClockMode.expectation),
          .text("clockStart", "what scenario time shows at first"),
          .text("profile", "which ElizaOS it is"),
          .text("think", "how long agents think, such as 800ms or 200ms-1s"),
          .text("reply", "what agents answer with"),
        ], handler: open),
      ControlRoute(.get, "spaces", "The spaces there are.") { call throws(Problem) in
        call.answer(["spaces": .array(try spaces(call).all.map(json))])
      },
      ControlRoute(.get, "spaces/{space}", "One space.") { call throws(Problem) in
        let id = call.parameter("space")
        guard let space = try spaces(call).all.first(where: { $0.id == id }) else {
          throw unknown(id)
        }
        call.answer(json(space))
      },
      ControlRoute(
        .delete, "spaces/{space}", "Ends a space; answers its report once its port is free.",
        handler: close),
    ]
  }

  private static func spaces(_ call: ControlCall) throws(Problem) -> any ControlledSpaces {
    guard let spaces = call.subject.spaces else {
      throw .conflict(
        "This server makes no spaces.", hint: "It is one itself: ask the server that made it.")
    }
    return spaces
  }

  private static func open(_ call: ControlCall) throws(Problem) {
    try spaces(call).open(settings(call.fields)) { outcome in
      switch outcome {
      case .opened(let space): call.answerMade(json(space))
      case .failed(let reason):
        call.answer(
          .conflict("The space cannot be made: \(reason).", hint: "Leave out what it clashes with.")
        )
      }
    }
  }

  private static func close(_ call: ControlCall) throws(Problem) {
    let id = call.parameter("space")
    let isThere = try spaces(call).close(id) { report in
      call.answer(["ended": .string(id), "report": report?.json ?? .null])
    }
    guard isThere else { throw unknown(id) }
  }

  private static func unknown(_ id: String) -> Problem {
    .notFound("There is no space '\(id)'.", hint: "GET \(ControlAPI.base)/spaces lists them.")
  }

  private static func json(_ space: Space) -> JSON {
    ["id": .string(space.id), "url": .string(space.url), "port": JSON(space.port)]
  }

  private static func settings(_ fields: ControlFields) throws(Problem) -> SpaceSettings {
    var settings = SpaceSettings()
    settings.id = try fields.text("id")
    settings.port = UInt16(clamping: try fields.count("port", atMost: 65_535) ?? 0)
    settings.seed = try fields.count("seed", atMost: .max).map { UInt64($0) }
    if let text = try fields.text("clock") {
      guard let mode = ClockMode(text) else {
        throw fields.bad("clock", "must be \(ClockMode.expectation), not '\(text)'")
      }
      settings.clock = mode
    }
    if let text = try fields.text("clockStart") {
      guard let start = Timestamp(isoText: text) else {
        throw fields.bad("clockStart", "must be a date and a time such as 2026-01-01T09:00:00Z")
      }
      settings.clockStart = start
    }
    if let name = try fields.text("profile") { settings.profile = try profile(name, fields) }
    if let text = try fields.text("think") { settings.think = try think(text, fields) }
    if let text = try fields.text("reply") { settings.reply = try reply(text, fields) }
    return settings
  }

  private static func profile(_ name: String, _ fields: ControlFields) throws(Problem) -> Profile {
    do throws(UnknownProfile) {
      return try Profile.named(name)
    } catch {
      throw fields.bad("profile", "is wrong: \(error)")
    }
  }

  private static func think(_ text: String, _ fields: ControlFields) throws(Problem) -> ThinkTime {
    do throws(ThinkTimeError) {
      return try ThinkTime(parsing: text)
    } catch {
      throw fields.bad("think", "is wrong: \(error)")
    }
  }

  private static func reply(
    _ text: String, _ fields: ControlFields
  ) throws(Problem) -> ReplyTemplate {
    do throws(TemplateError) {
      return try ReplyTemplate(text)
    } catch {
      throw fields.bad("reply", "is wrong: \(error)")
    }
  }
}
