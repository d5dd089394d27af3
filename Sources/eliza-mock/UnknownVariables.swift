import Bytes

/// Finds variables that look like those of this program but are none, as mistyped ones do.
enum UnknownVariables {
  private static let prefix = "ELIZA_MOCK_"

  /// The variables that options fall back to, without their prefix.
  private static let known = [
    "AGENT", "API_KEY", "BODY_LIMIT", "CHARACTER", "CLOCK", "CLOCK_START", "CONTROL_TOKEN", "CORS",
    "HOST", "IGNORE", "LIMIT", "LOG", "LOG_LEVEL", "MEDIA_LIMIT", "MODE", "ON_MISMATCH", "OPEN",
    "OVERLAY",
    "PORT", "PROFILE",
    "RATE_LIMIT", "READY_FILE", "REPLY", "SCENARIO", "SEED", "SPEED", "STRICT", "THINK", "TLS",
    "TLS_CERT",
    "TLS_KEY", "URL", "WATCH",
  ]

  /// How much of a name may differ from the one that was probably meant.
  private static let tolerance = 0.34

  /// A warning for each variable of the environment that is near one of this program and has no effect.
  static var warnings: [String] {
    Terminal.environmentNames(startingWith: prefix).sorted().compactMap { name in
      let typed = String(name.dropFirst(prefix.count))
      guard !known.contains(typed),
        let meant = Nearest.word(to: typed, among: known, tolerance: tolerance)
      else { return nil }
      return "the variable \(name) is not known and has no effect; did you mean \(prefix)\(meant)?"
    }
  }
}
