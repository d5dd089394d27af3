import ElizaModel
import HTTP1
import JSON

/// Giving uploaded files back, under the addresses their uploads were answered with.
struct MediaDownloads {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    router.add(
      .get, "/media/uploads/agents/:agentId/:filename",
      MediaContracts.agentFile, agentFile)
    router.add(
      .get, "/media/uploads/channels/:channelId/:filename",
      MediaContracts.channelFile, channelFile)
    router.add(
      .get, "/media/generated/:agentId/:filename",
      MediaContracts.generatedFile, generatedFile)
  }

  private func agentFile(_ call: Call) throws(Refusal) -> Answer {
    let id = try agentID(call)
    return try file(call, in: .agent(id), otherwise: "File does not exist!!!!!!!")
  }

  private func channelFile(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    guard Identifier.isUUID(id) || world.channel(inRoom: id) != nil else {
      throw Refusal(.badRequest, .bare("Invalid channel ID format"))
    }
    return try file(call, in: .channel(id), otherwise: "File not found")
  }

  /// Nothing here generates files.
  private func generatedFile(_ call: Call) throws(Refusal) -> Answer {
    _ = try agentID(call)
    try requireInside(call.parameter("filename"))
    throw Refusal(.notFound, .bare("File not found"))
  }

  private func file(
    _ call: Call, in folder: MediaFile.Folder, otherwise text: String
  ) throws(Refusal) -> Answer {
    let name = call.parameter("filename")
    try requireInside(name)
    guard let file = world.media.file(name, in: folder) else {
      throw Refusal(.notFound, .bare(text))
    }
    return .file(file)
  }

  private func agentID(_ call: Call) throws(Refusal) -> String {
    let id = call.parameter("agentId")
    guard Identifier.isUUID(id) else {
      throw Refusal(.badRequest, .bare("Invalid agent ID format"))
    }
    return id
  }

  /// Refuses a name that leads out of the folder, as a path would.
  ///
  /// Files are found by name, so that nothing could be reached that way; clients see what a real
  /// server, which has folders, answers.
  private func requireInside(_ name: String) throws(Refusal) {
    var depth = 0
    for part in name.split(separator: "/", omittingEmptySubsequences: true) {
      if part == ".." { depth -= 1 } else if part != "." { depth += 1 }
      guard depth >= 0 else { throw Refusal(.forbidden, .bare("Access denied")) }
    }
    guard !name.hasPrefix("/") else { throw Refusal(.forbidden, .bare("Access denied")) }
  }
}
