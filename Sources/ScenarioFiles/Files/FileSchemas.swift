package import JSON

/// The JSON Schemas of the file formats, by the names under which they are published.
package enum FileSchemas {
  /// The names there are.
  package static let names = ["scenario", "overlay", "redaction"]

  /// The schema of a name; nil when there is none.
  package static func named(_ name: String) -> JSON? {
    switch name {
    case "scenario": ScenarioFile.schema
    case "overlay": OverlayFile.schema
    case "redaction": RedactionFile.schema
    default: nil
    }
  }
}
