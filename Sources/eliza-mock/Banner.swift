import ElizaDomain

/// What a person at a terminal needs to point a frontend at the server.
struct Banner {
  let url: String
  let agents: [Agent]

  var text: String {
    """

      eliza-mock stands in for an ElizaOS server at \(url)
    \(agents.map { "  agent  \($0.name)  \($0.id)" }.joined(separator: "\n"))

      In your frontend: BASE_URL or socket URL  \(url)
      Vite              VITE_API_URL=\(url)
      Next.js starter   NEXT_PUBLIC_SERVER_URL=\(url)
      Talk to it        \(url)/chat-socket
      Watch it          \(url)/inspector
      Try it            curl \(url)/api/agents
      Stop it           Ctrl-C

    """
  }
}
