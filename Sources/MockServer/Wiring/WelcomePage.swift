import Bytes
import ElizaDomain
import HTTP1
import OrderedCollections
import Pages

/// What a browser sees at `/`: that the mock runs, whom it plays, and where to go from there.
struct WelcomePage {
  private let world: World

  init(_ world: World) {
    self.world = world
  }

  /// The page, or nil when the request is not for it.
  func response(to request: HTTPRequest) -> HTTPResponse? {
    guard isWelcome(request.target), request.method == .get || request.method == .head else {
      return nil
    }
    return HTTPResponse(
      HTTPStatus(200),
      headers: [
        "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
        "Content-Security-Policy": Pages.contentSecurityPolicy,
      ],
      body: Array(text.utf8))
  }

  /// Whether the path is `/`; asked of every request.
  private func isWelcome(_ target: String) -> Bool {
    var bytes = target.utf8.makeIterator()
    guard bytes.next() == ASCII.slash else { return false }
    let next = bytes.next()
    return next == nil || next == ASCII.questionMark
  }

  private var text: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>eliza-mock</title>
    <link rel="icon" href="/pages/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/pages/landing.css">
    </head>
    <body>
    <main>
    <h1>eliza-mock is running</h1>
    <p>It stands in for an ElizaOS server (profile <code>\(world.profile.name)</code>).
      Point your frontend at this address, or talk to it here:</p>
    <ul class="cards">
    <li><a href="/chat-socket"><b>Real-time chat</b> <span>over Socket.IO, as the frontend guide has it</span></a></li>
    <li><a href="/chat"><b>Polling chat</b> <span>over the Sessions API alone</span></a></li>
    <li><a href="/inspector"><b>Inspector</b> <span>what your frontend does, live, and what comes of it</span></a></li>
    </ul>
    <h2>Agents</h2>
    <ul>\(world.agents.values.map(item).joined())</ul>
    <h2>For programs</h2>
    <ul>
    <li><a href="/api/agents">/api/agents</a>,
      <a href="/api/messaging/sessions">/api/messaging/sessions</a>, <a href="/healthz">/healthz</a></li>
    <li>Socket.IO at <code>/socket.io/</code>,
      its client at <a href="/socket.io/socket.io.js">/socket.io/socket.io.js</a></li>
    <li>Contracts: <a href="/__mock/v1/openapi.json">openapi.json</a>,
      <a href="/__mock/v1/asyncapi.json">asyncapi.json</a></li>
    </ul>
    </main>
    </body>
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
