import ElizaModel
import JSON

/// What the routes of sound promise.
enum AudioContracts {
  private static let sound = Promise.content("audio/wav")

  static let synthesize = Contract(
    "Turns text into sound", tier: .rare, section: "12",
    takes: .json(.openObject(.needed("text", .text))), gives: sound,
    refuses: .coded(400, 404, 500))

  static let message = heard(
    "Takes a recording and answers with what was said",
    .object(.needed("transcription", .text), .needed("message", .text)))

  static let transcript = heard("Turns a recording into text", .object(.needed("text", .text)))

  private static func heard(_ summary: String, _ data: Schema) -> Contract {
    Contract(
      summary, tier: .rare, section: "12", takes: .upload(field: UploadedFile.field),
      gives: .ok(.data(data)), refuses: .coded(400, 404, 413), .handler(500))
  }

  static let conversation = Contract(
    "Says something to an agent and answers with the sound of its reply", tier: .rare,
    section: "12",
    takes: .json(
      .openObject(
        .needed("text", .text), .optional("roomId", .text), .optional("entityId", .text),
        .optional("worldId", .text), .optional("userName", .text), .optional("name", .text))),
    gives: sound, .json(500, ErrorBody.Family.coded.schema, of: .coded),
    refuses: .coded(400, 404, 500))
}
