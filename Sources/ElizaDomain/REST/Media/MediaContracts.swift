import ElizaModel

/// What the routes of uploaded files promise.
enum MediaContracts {
  static let uploadChecked = channel(section: "4.11")

  static let uploadToChannel = channel(section: "10.2")

  static let uploadForAgent = Contract(
    "Takes a file for an agent", tier: .webClient, section: "10.1",
    takes: .upload(field: UploadedFile.field), gives: .ok(.data(UploadedMedia.self)),
    refuses: .coded(400, 500), .handler(500))

  static let agentFile = download("Gives a file back that was uploaded for an agent")

  static let channelFile = download("Gives a file back that was uploaded to a channel")

  static let generatedFile = Contract(
    "Gives a file back that an agent made; there are none", tier: .rare, section: "10.3",
    refuses: .bare(400, 403, 404))

  private static func channel(section: String) -> Contract {
    Contract(
      "Takes a file for a channel", tier: .webClient, section: section,
      takes: .upload(field: UploadedFile.field), gives: .ok(.data(UploadedMedia.self)),
      refuses: .text(400, 500), .handler(500))
  }

  private static func download(_ summary: String) -> Contract {
    Contract(
      summary, tier: .webClient, section: "10.3", gives: .content("*/*"),
      Promise(status: 206, body: .content(type: "*/*")), Promise(status: 304, body: .empty),
      Promise(status: 416, body: .empty), refuses: .bare(400, 403, 404))
  }
}
