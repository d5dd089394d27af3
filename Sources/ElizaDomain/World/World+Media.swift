import ElizaModel

extension World {
  /// Keeps an uploaded file under a name of its own; nil when it is more than there is room for.
  ///
  /// The name is the time in milliseconds, a random number, and the extension of `originalName`.
  public func keepMedia(
    _ bytes: [UInt8], named originalName: String, type: String, in folder: MediaFile.Folder
  ) -> MediaFile? {
    let number = ids.number(upTo: 1_000_000_000)
    let name =
      "\(clock.now.milliseconds)-\(number)\(MediaTypes.fileExtension(of: originalName))"
    let file = MediaFile(
      name: name, mediaType: MediaTypes.servedType(name: name, uploadedAs: type), bytes: bytes,
      createdAt: clock.now)
    return media.keep(file, in: folder) ? file : nil
  }
}
