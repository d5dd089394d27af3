import JSON

extension Mistake {
  /// The mistake as answers tell it.
  var json: JSON {
    var json: JSONObject = [:]
    json["line"] = line.map { JSON($0) }
    json["column"] = column.map { JSON($0) }
    json["path"] = path.map(JSON.string)
    json["severity"] = isWarning ? "warning" : "error"
    json["message"] = .string(message)
    json["nearest"] = nearest.map(JSON.string)
    return .object(json)
  }
}
