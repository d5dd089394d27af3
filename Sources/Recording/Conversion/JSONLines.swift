import Bytes
import JSON

/// Reads files that hold one JSON value a line.
enum JSONLines {
  static func parse(_ bytes: [UInt8]) throws(FixtureError) -> [JSON] {
    var values: [JSON] = []
    for (index, line) in bytes.split(separator: ASCII.lineFeed).enumerated() {
      do throws(JSONError) {
        values.append(try JSON(parsing: Array(line)))
      } catch {
        throw FixtureError(line: index + 1, "no JSON: \(error.description)")
      }
    }
    return values
  }
}
