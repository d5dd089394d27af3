import HTTP1
import JSON

/// The body of a call: JSON, or YAML where somebody can read it.
struct ControlBody {
  /// Reads YAML.
  typealias YAMLReader = ([UInt8]) throws(Mistakes) -> JSON

  let request: HTTPRequest
  /// Nil where YAML is not understood.
  let readYAML: YAMLReader?

  /// The value; what the body is goes by its type, or else by what can be read.
  func value() throws(Problem) -> JSON {
    let type = request.headers["Content-Type"]?.lowercased() ?? ""
    if type.contains("yaml"), let readYAML { return try yaml(readYAML) }
    do throws(JSONError) {
      return try JSON(parsing: request.body)
    } catch {
      if !type.contains("json"), let readYAML {
        guard looksLikeJSON else { return try yaml(readYAML) }
        if let value = try? readYAML(request.body) { return value }
      }
      throw .badRequest(
        "The body is no JSON: \(error.message(in: request.body.span)).",
        hint: "Send a JSON object, such as {\"by\": \"31m\"}, or YAML such as by: 31m.")
    }
  }

  private func yaml(_ read: YAMLReader) throws(Problem) -> JSON {
    do throws(Mistakes) {
      return try read(request.body)
    } catch {
      throw .mistakes(error, in: "body", request)
    }
  }

  private var looksLikeJSON: Bool {
    let first = request.body.first { $0 > UInt8(ascii: " ") }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }
}
