public import HTTP1

/// The pages for people, and the browser client that they and others load: files that the program carries.
public enum Pages {
  /// The answer to a request for one of the files; nil when it is for something else.
  public static func response(to request: HTTPRequest) -> HTTPResponse? {
    guard mayBeFile(request.target), request.method == .get || request.method == .head else {
      return nil
    }
    return files[String(request.path)]?.response(to: request)
  }

  /// Whether a path is the inspector's or below it: what it fetches is no traffic that it should show.
  public static func isInspector(_ path: some StringProtocol) -> Bool {
    path == "/inspector" || path.hasPrefix("/inspector/")
  }

  /// The policy of every page: what they need comes from here, nothing of it is written into the page, and
  /// no other page may frame them.
  public static let contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  /// Whether any file's path has the first letter of this one: nearly all requests are for something else.
  private static func mayBeFile(_ target: String) -> Bool {
    guard let letter = target.utf8.dropFirst().first else { return false }
    return firstLetters[Int(letter)]
  }

  private static let firstLetters: [Bool] = {
    let letters = Set(files.keys.compactMap { $0.utf8.dropFirst().first })
    return (UInt8.min...UInt8.max).map(letters.contains)
  }()

  private static let files: [String: Asset] = {
    var files: [String: Asset] = [
      "/socket.io/socket.io.js": browserScript,
      "/socket.io/socket.io.min.js": browserScript,
      "/socket.io/socket.io.esm.js": browserModule,
      "/socket.io/socket.io.esm.min.js": browserModule,
      "/chat-socket": chat,
      "/chat": chat,
      "/inspector": .page(PackageResources.inspector_html),
    ]
    for (name, asset) in shared {
      files["/pages/\(name)"] = asset
      files["/inspector/\(name)"] = asset
    }
    for (name, asset) in chatFiles { files["/pages/\(name)"] = asset }
    for (name, asset) in inspectorFiles { files["/inspector/\(name)"] = asset }
    return files
  }()

  private static let browserScript = Asset.script(BrowserClient.script)
  private static let browserModule = Asset.script(BrowserClient.module)

  /// One document for both: its script goes by the path.
  private static let chat = Asset.page(PackageResources.chat_html)

  private static let shared: KeyValuePairs<String, Asset> = [
    "base.css": .style(PackageResources.base_css),
    "icon.svg": Asset("image/svg+xml", PackageResources.icon_svg),
    "theme.js": .script(PackageResources.theme_js),
  ]

  private static let chatFiles: KeyValuePairs<String, Asset> = [
    "chat.css": .style(PackageResources.chat_css),
    "landing.css": .style(PackageResources.landing_css),
    "chat.js": .script(PackageResources.chat_js),
    "chat-session.js": .script(PackageResources.chat_session_js),
    "conversation.js": .script(PackageResources.conversation_js),
    "conversation-view.js": .script(PackageResources.conversation_view_js),
    "event-log.js": .script(PackageResources.event_log_js),
    "live-link.js": .script(PackageResources.live_link_js),
    "message-reader.js": .script(PackageResources.message_reader_js),
    "poll-link.js": .script(PackageResources.poll_link_js),
    "sessions-api.js": .script(PackageResources.sessions_api_js),
  ]

  private static let inspectorFiles: KeyValuePairs<String, Asset> = [
    "inspector.css": .style(PackageResources.inspector_css),
    "inspector.js": .script(PackageResources.inspector_js),
    "clock-panel.js": .script(PackageResources.clock_panel_js),
    "control-api.js": .script(PackageResources.control_api_js),
    "conversation-links.js": .script(PackageResources.conversation_links_js),
    "copying.js": .script(PackageResources.copying_js),
    "detail-view.js": .script(PackageResources.detail_view_js),
    "dom.js": .script(PackageResources.dom_js),
    "entry-reading.js": .script(PackageResources.entry_reading_js),
    "findings-panel.js": .script(PackageResources.findings_panel_js),
    "intake.js": .script(PackageResources.intake_js),
    "journal-feed.js": .script(PackageResources.journal_feed_js),
    "json-view.js": .script(PackageResources.json_view_js),
    "row-filter.js": .script(PackageResources.row_filter_js),
    "rules-panel.js": .script(PackageResources.rules_panel_js),
    "speak-panel.js": .script(PackageResources.speak_panel_js),
    "tabs.js": .script(PackageResources.tabs_js),
    "timeline-store.js": .script(PackageResources.timeline_store_js),
    "timeline-view.js": .script(PackageResources.timeline_view_js),
    "trouble-panel.js": .script(PackageResources.trouble_panel_js),
    "verdicts.js": .script(PackageResources.verdicts_js),
    "world-panel.js": .script(PackageResources.world_panel_js),
  ]
}
