extension Profile {
  /// Answers every frontend that makes sense; the default.
  public static let lenient = Profile(
    name: "lenient", release: .v1_7_2, isLenient: true, makesUnknownAgents: true,
    fillsInMessageServer: true, answersWithoutParticipation: true, aliasesSessionRooms: true,
    namesChannelInReplies: true, sendsMessageComplete: true, sendsThinkingControl: true,
    sendsInputControl: false, sendsEnvelopes: true, streamsChunks: true, replaysHistory: false,
    sendsJSONStrings: false, entityHandshake: .optional, naming: .both,
    answersAcknowledgements: true)

  /// Upstream 1.4.2.
  public static let v1_4_2 = strict(.v1_4_2) { $0.sendsMessageComplete = true }

  /// Upstream 1.6.4.
  public static let v1_6_4 = strict(.v1_6_4)

  /// Upstream 1.6.5.
  public static let v1_6_5 = strict(.v1_6_5) {
    $0.naming = .current
    $0.entityHandshake = .required
  }

  /// Upstream 1.7.2, the last stable 1.x.
  public static let v1_7_2 = strict(.v1_7_2) {
    $0.naming = .current
    $0.entityHandshake = .required
    $0.streamsChunks = true
  }

  /// Every profile: the default first, then by age of the release.
  public static let all = [lenient, v1_4_2, v1_6_4, v1_6_5, v1_7_2]

  /// The profile called `name`; a shortened version such as `1.6` picks the newest that fits.
  ///
  /// Throws `UnknownProfile` when none fits.
  public static func named(_ name: String) throws(UnknownProfile) -> Profile {
    let fitting = all.last { $0.name == name || $0.name.hasPrefix(name + ".") }
    guard let fitting else { throw UnknownProfile(name: name) }
    return fitting
  }

  private static func strict(
    _ release: Release, _ adjust: (inout Profile) -> Void = { _ in }
  ) -> Profile {
    var profile = Profile(
      name: release.rawValue, release: release, isLenient: false, makesUnknownAgents: false,
      fillsInMessageServer: false, answersWithoutParticipation: false, aliasesSessionRooms: false,
      namesChannelInReplies: false, sendsMessageComplete: false, sendsThinkingControl: false,
      sendsInputControl: false, sendsEnvelopes: false, streamsChunks: false, replaysHistory: false,
      sendsJSONStrings: false, entityHandshake: .ignored, naming: .legacy,
      answersAcknowledgements: false)
    adjust(&profile)
    return profile
  }
}
