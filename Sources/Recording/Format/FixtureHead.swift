package import ElizaModel

/// The first line of a fixture.
package struct FixtureHead: Hashable, Sendable {
  /// What `format` says.
  package static let format = "eliza-mock-recording/1"

  /// The moment at which the recording began, which `{time:+N}` counts from.
  package var recordedAt: Timestamp
  /// What was recorded, such as `elizaos 1.7.2` or an address.
  package var source: String?
  /// The profile that comes nearest to the recorded server.
  package var profile: String?
  /// What the recording shows.
  package var title: String?
  /// What was taken out before it was written.
  package var redaction: String

  /// Makes a head.
  package init(
    recordedAt: Timestamp, source: String? = nil, profile: String? = nil, title: String? = nil,
    redaction: String = "default"
  ) {
    self.recordedAt = recordedAt
    self.source = source
    self.profile = profile
    self.title = title
    self.redaction = redaction
  }
}
