/// Finds the files that a command line means.
package enum FileSearch {
  /// What the names of scenario files end with.
  package static let scenarioEndings = [".mock.yaml", ".mock.yml", ".mock.json"]

  /// What the names of overlay files end with.
  package static let overlayEndings = [".overlay.yaml", ".overlay.yml", ".overlay.json"]

  /// How deep folders are searched.
  private static let depthLimit = 16

  /// The files named, and those in the folders named and below, each folder's in the order of their names.
  ///
  /// A file named by itself is taken whatever its name ends with.
  ///
  /// - Throws: `UnusableFile` for a folder that holds none or cannot be read.
  package static func files(
    at paths: [String], endings: [String] = scenarioEndings
  ) throws(UnusableFile) -> [String] {
    var found: [String] = []
    var problems: [Problem] = []
    for path in paths {
      guard FileContents.isFolder(path) else {
        found.append(path)
        continue
      }
      do throws(UnusableFile) {
        let inside = try files(in: path, endings, depth: 0)
        found += inside
        guard inside.isEmpty else { continue }
        problems.append(
          Problem(
            file: path, "the folder holds no file that ends with \(endings.joined(separator: ", "))"
          ))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw UnusableFile(problems) }
    return found
  }

  private static func files(
    in folder: String, _ endings: [String], depth: Int
  ) throws(UnusableFile) -> [String] {
    guard depth <= depthLimit else { return [] }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    var found: [String] = []
    for name in try FileContents.names(in: folder) {
      let path = prefix + name
      if FileContents.isFolder(path) {
        if name != "node_modules" { found += try files(in: path, endings, depth: depth + 1) }
      } else if endings.contains(where: name.hasSuffix) {
        found.append(path)
      }
    }
    return found
  }
}
