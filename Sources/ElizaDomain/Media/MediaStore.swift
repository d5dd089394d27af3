/// The files that were uploaded; the oldest go when there are too many or they take too much memory.
///
/// A file is found by its folder and its name alone: no path leads anywhere else.
public struct MediaStore {
  private struct Place: Hashable {
    let folder: MediaFile.Folder
    let name: String
  }

  private let fileLimit: Int
  private let byteLimit: Int
  private var files: [Place: MediaFile] = [:]
  private var ages = Seniority<Place>()

  init(_ retention: Retention) {
    fileLimit = max(retention.mediaFiles, 1)
    byteLimit = retention.mediaBytes
  }

  /// The number of files.
  public var count: Int { files.count }

  /// The bytes of all files.
  public var byteCount: Int { ages.byteCount }

  /// The file of that name in a folder.
  public func file(_ name: String, in folder: MediaFile.Folder) -> MediaFile? {
    files[Place(folder: folder, name: name)]
  }

  /// Keeps a file; false when it alone is more than there is room for.
  mutating func keep(_ file: MediaFile, in folder: MediaFile.Folder) -> Bool {
    guard file.bytes.count <= byteLimit else { return false }
    let place = Place(folder: folder, name: file.name)
    if let old = files.updateValue(file, forKey: place) {
      ages.resize(by: file.bytes.count - old.bytes.count)
    } else {
      ages.append(place, bytes: file.bytes.count)
    }
    dropOldFiles()
    return true
  }

  private mutating func dropOldFiles() {
    while files.count > fileLimit || ages.byteCount > byteLimit, let oldest = ages.popFirst() {
      guard let file = files.removeValue(forKey: oldest) else { continue }
      ages.resize(by: -file.bytes.count)
    }
  }
}
