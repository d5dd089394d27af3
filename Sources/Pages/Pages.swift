public import HTTP1

/// The pages for people, and the browser client that they and others load: files that the program carries.
public enum Pages {
  /// The answer to a request for one of the files; nil when it is for something else.
  public static func response(to request: HTTPRequest) -> HTTPResponse? {
    guard request.method == .get || request.method == .head else { return nil }
    return files[String(request.path)]?.response(to: request)
  }

  /// The policy of every page: what they need comes from here, nothing of it is written into the page, and
  /// no other page may frame them.
  public static let contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  private static let files: [String: Asset] = [
    "/socket.io/socket.io.js": BrowserClient.script,
    "/socket.io/socket.io.min.js": BrowserClient.script,
    "/socket.io/socket.io.esm.js": BrowserClient.module,
    "/socket.io/socket.io.esm.min.js": BrowserClient.module,
    "/chat-socket": chat,
    "/chat": chat,
    "/pages/chat.css": .style(PackageResources.chat_css),
    "/pages/landing.css": .style(PackageResources.landing_css),
    "/pages/icon.svg": Asset("image/svg+xml", PackageResources.icon_svg),
    "/pages/theme.js": .script(PackageResources.theme_js),
    "/pages/chat.js": .script(PackageResources.chat_js),
    "/pages/chat-session.js": .script(PackageResources.chat_session_js),
    "/pages/conversation.js": .script(PackageResources.conversation_js),
    "/pages/conversation-view.js": .script(PackageResources.conversation_view_js),
    "/pages/event-log.js": .script(PackageResources.event_log_js),
    "/pages/live-link.js": .script(PackageResources.live_link_js),
    "/pages/message-reader.js": .script(PackageResources.message_reader_js),
    "/pages/poll-link.js": .script(PackageResources.poll_link_js),
    "/pages/sessions-api.js": .script(PackageResources.sessions_api_js),
  ]

  /// One document for both: its script goes by the path.
  private static let chat = Asset.page(PackageResources.chat_html)
}
