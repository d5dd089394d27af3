public import JSON

/// What an agent answered to a job, and how long it took.
public struct JobResult: JSONRepresentable {
  /// The agent's message.
  public var message: JobMessage
  /// The milliseconds from the job's making to the answer.
  public var processingTime: Int64

  /// Makes a result.
  public init(message: JobMessage, processingTime: Int64) {
    self.message = message
    self.processingTime = processingTime
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("message", .part(JobMessage.self)), .needed("processingTimeMs", .integer))

  /// Reads a result; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let message: JobMessage = object.part("message"),
      let processingTime = object["processingTimeMs"]?.intValue
    else { return nil }
    self.init(message: message, processingTime: processingTime)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("message", part: message)
    output.appendJSONMember("processingTimeMs", processingTime)
    output.endJSONObject()
  }
}
