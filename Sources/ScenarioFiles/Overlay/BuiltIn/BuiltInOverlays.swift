package import Scenario

/// The overlays that come with the program: the files in `fixtures/overlays`, word for word, so that they can be named from
/// anywhere.
package enum BuiltInOverlays {
  static let texts: [(name: String, text: String)] = [
    ("duplicate-delivery", duplicateDelivery),
    ("error-after-partial-stream", errorAfterPartialStream),
    ("expired-session", expiredSession),
    ("flaky-wifi", flakyWifi),
    ("half-open-socket", halfOpenSocket),
    ("out-of-order", outOfOrder),
    ("polling-only", pollingOnly),
    ("rate-limited", rateLimited),
    ("server-restart", serverRestart),
    ("silent-agent", silentAgent),
    ("slow-agent", slowAgent),
    ("unauthorized", unauthorized),
  ]

  /// Their names, in order.
  package static var names: [String] { texts.map(\.name) }

  /// The overlay of a name; nil when there is none.
  package static func named(_ name: String) -> Overlay? {
    guard let text = texts.first(where: { $0.name == name })?.text else { return nil }
    return try? OverlayFile(Array(text.utf8), file: name).overlay
  }
}
