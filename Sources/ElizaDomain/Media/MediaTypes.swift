/// The types of files that may be uploaded, and what they are called by.
enum MediaTypes {
  /// Every type that is accepted, in the order in which a refusal lists them.
  static let accepted = [
    "audio/mpeg", "audio/mp3", "audio/wav", "audio/ogg", "audio/webm", "audio/mp4", "audio/aac",
    "audio/flac", "audio/x-wav", "audio/wave", "image/jpeg", "image/png", "image/gif",
    "image/webp", "video/mp4", "video/webm", "application/pdf", "text/plain",
  ]

  /// What an agent's media is: image, video, audio or document.
  static func kind(of type: String) -> String {
    for kind in ["image", "video", "audio"] where type.hasPrefix(kind + "/") { return kind }
    return "document"
  }

  /// The type by which a file is served: its extension's, or else the one it was uploaded with.
  static func servedType(name: String, uploadedAs type: String) -> String {
    let served = types[fileExtension(of: name).lowercased()] ?? type
    return served == "text/plain" ? "text/plain; charset=utf-8" : served
  }

  /// The last dot of a name and what follows it, as Node's `path.extname` has it; only what is fit for
  /// a path is kept.
  static func fileExtension(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.utf8.startIndex,
      let text = String(name.utf8[dot...]), text.utf8.count <= 17,
      text.utf8.dropFirst().allSatisfy(isFit)
    else { return "" }
    return text
  }

  private static func isFit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static let types = [
    ".aac": "audio/aac", ".flac": "audio/flac", ".gif": "image/gif", ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg", ".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".mp4": "video/mp4",
    ".oga": "audio/ogg", ".ogg": "audio/ogg", ".pdf": "application/pdf", ".png": "image/png",
    ".txt": "text/plain", ".wav": "audio/wav", ".webm": "video/webm", ".webp": "image/webp",
  ]
}
