import HTTP1

/// What a path is to the limiters of a real server.
enum RateScope: Hashable {
  /// `/healthz` and `/health`.
  case health
  /// Under `/api/`, and nothing of the rest.
  case api
  /// `/api/messaging/channels/:id/upload-media`.
  case channelUpload
  /// `/api/audio/…`.
  case audio
  /// `/api/media/channels/:id/upload-media`.
  case mediaUpload
  /// Not limited.
  case none

  init(_ request: HTTPRequest) {
    let parts = (Router.parts(of: request.path) ?? []).prefix(6).map { $0.lowercased() }
    guard request.isInsideAPI else {
      self = parts == ["healthz"] || parts == ["health"] ? .health : .none
      return
    }
    self = RateScope(insideAPI: parts)
  }

  private init(insideAPI parts: [String]) {
    guard parts.count >= 2 else {
      self = .api
      return
    }
    let isUpload = parts.count == 5 && parts[4] == "upload-media"
    switch (parts[1], parts.count > 2 ? parts[2] : "") {
    case ("audio", _): self = .audio
    case ("messaging", "channels") where isUpload, ("messaging", "central-channels") where isUpload:
      self = .channelUpload
    case ("media", "channels") where isUpload: self = .mediaUpload
    default: self = .api
    }
  }
}
