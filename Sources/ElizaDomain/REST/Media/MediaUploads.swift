import ElizaModel
import HTTP1
import JSON

/// Taking in files for channels and agents.
struct MediaUploads {
  let world: World
  /// The longest file, in bytes.
  let limit: Int

  /// Adds the routes.
  func add(to router: inout Router) {
    router.add(
      .post, "/api/messaging/channels/:channelId/upload-media",
      MediaContracts.uploadChecked, uploadChecked)
    router.add(
      .post, "/api/media/channels/:channelId/upload-media",
      MediaContracts.uploadToChannel, uploadToChannel)
    router.add(
      .post, "/api/media/agents/:agentId/upload-media",
      MediaContracts.uploadForAgent, uploadForAgent)
  }

  /// The stock page's way to a channel looks at the name as well.
  private func uploadChecked(_ call: Call) throws(Refusal) -> Answer {
    try upload(call) { $0.contains("..") || $0.contains("/") }
  }

  private func uploadToChannel(_ call: Call) throws(Refusal) -> Answer {
    try upload(call) { _ in false }
  }

  private func upload(
    _ call: Call, isInvalid: (_ name: String) -> Bool
  ) throws(Refusal) -> Answer {
    let file = try UploadedFile.sent(by: call, profile: world.profile, limit: limit) { type in
      MediaTypes.accepted.contains(type) ? nil : typeComplaint
    }
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId format")
    guard let file else { throw .message(.badRequest, "No media file provided") }
    guard !isInvalid(file.originalName) else {
      throw .message(.badRequest, "Invalid filename detected")
    }
    guard let kept = keep(file, in: .channel(id)) else {
      throw .message(
        .internalServerError, "Failed to process media upload", details: noRoom(file))
    }
    return answer(file, kept, in: .channel(id), type: file.mediaType)
  }

  private func uploadForAgent(_ call: Call) throws(Refusal) -> Answer {
    let file = try UploadedFile.sent(by: call, profile: world.profile, limit: limit) { type in
      MediaTypes.accepted.contains(type) ? nil : "Invalid file type"
    }
    let id = try call.agentID()
    guard let file else {
      throw .coded(.badRequest, "INVALID_REQUEST", "No media file provided")
    }
    guard let kept = keep(file, in: .agent(id)) else {
      throw .coded(
        .internalServerError, "UPLOAD_ERROR", "Failed to process media upload",
        details: noRoom(file))
    }
    return answer(file, kept, in: .agent(id), type: MediaTypes.kind(of: file.mediaType))
  }

  private func keep(_ file: UploadedFile, in folder: MediaFile.Folder) -> MediaFile? {
    world.keepMedia(file.bytes, named: file.originalName, type: file.mediaType, in: folder)
  }

  private func answer(
    _ file: UploadedFile, _ kept: MediaFile, in folder: MediaFile.Folder, type: String
  ) -> Answer {
    .data(
      UploadedMedia(
        url: folder.path + kept.name, type: type, filename: kept.name,
        originalName: file.originalName, size: file.bytes.count))
  }

  private func noRoom(_ file: UploadedFile) -> String {
    "the file has \(file.bytes.count) bytes, and uploads may take "
      + "\(world.retention.mediaBytes) bytes of memory together"
  }

  private var typeComplaint: String {
    world.profile.listsMediaTypes
      ? "Invalid file type. Only \(MediaTypes.accepted.joined(separator: ", ")) are allowed"
      : "Invalid file type"
  }
}
