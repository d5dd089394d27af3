import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// The routes by which sound becomes text: what the mock has spoken itself it understands, and of anything
/// else it says what it has got.
struct TranscriptRoutes {
  let world: World
  /// The longest file, in bytes.
  let limit: Int

  /// What a recording that is too long is refused with.
  static let tooLarge = Refusal.coded(
    HTTPStatus(413), "FILE_TOO_LARGE", "Audio file too large")

  /// Adds the routes.
  func add(to router: inout Router) {
    let base = "/api/audio/:agentId"
    router.add(.post, base + "/audio-messages", AudioContracts.message, message)
    router.add(.post, base + "/transcriptions", AudioContracts.transcript, transcribe)
  }

  private func message(_ call: Call) throws(Refusal) -> Answer {
    .data([
      "transcription": .string(try transcript(call)),
      "message": "Audio transcribed, further processing TBD.",
    ])
  }

  private func transcribe(_ call: Call) throws(Refusal) -> Answer {
    .data(["text": .string(try transcript(call))])
  }

  private func transcript(_ call: Call) throws(Refusal) -> String {
    let sent = try UploadedFile.sent(
      by: call, profile: world.profile, limit: limit, tooLarge: TranscriptRoutes.tooLarge,
      refusingType: { _ in nil })
    _ = try AudioRoutes(world: world).agent(call)
    guard let file = sent else {
      throw .coded(.badRequest, "INVALID_REQUEST", "No audio file provided")
    }
    guard isSound(file.mediaType) else {
      throw .coded(.badRequest, "INVALID_FILE_TYPE", "Invalid audio file type")
    }
    call.fields.add(MockSpeech.mark.name, MockSpeech.mark.value)
    return MockSpeech.text(in: file.bytes)
      ?? "[eliza-mock: \(file.bytes.count) bytes of \(file.mediaType), not listened to]"
  }

  /// Real servers know ten kinds of sound; the lenient profile takes any.
  private func isSound(_ type: String) -> Bool {
    type.hasPrefix("audio/") && (world.profile.isLenient || MediaTypes.accepted.contains(type))
  }
}
