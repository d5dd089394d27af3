import ElizaDomain
import HTTP1
import OrderedCollections

/// What a browser sees at `/`: that the mock runs, whom it plays, and where to go from there.
struct WelcomePage {
  private let world: World

  init(_ world: World) {
    self.world = world
  }

  /// The page, or nil when the request is not for it.
  func response(to request: HTTPRequest) -> HTTPResponse? {
    guard request.target == "/" || request.target.hasPrefix("/?"),
      request.method == .get || request.method == .head
    else { return nil }
    return HTTPResponse(
      HTTPStatus(200),
      headers: [
        "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
      ],
      body: Array(text.utf8))
  }

  private var text: String {
    """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>eliza-mock</title>
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
      body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
      code { font-size: .9em }
    </style>
    <h1>eliza-mock is running</h1>
    <p>It stands in for an ElizaOS server (profile <code>\(world.profile.name)</code>).
      Point your frontend at this address.</p>
    <ul>\(world.agents.values.map(item).joined())</ul>
    <p>Try <a href="/api/agents">/api/agents</a>,
      <a href="/api/messaging/sessions">/api/messaging/sessions</a>,
      <a href="/healthz">/healthz</a>. Socket.IO is at <code>/socket.io/</code>.</p>
    </html>

    """
  }

  private func item(_ agent: Agent) -> String {
    "<li>\(WelcomePage.escaped(agent.name)) <code>\(WelcomePage.escaped(agent.id))</code></li>"
  }

  /// Text that means nothing to a browser but itself.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
