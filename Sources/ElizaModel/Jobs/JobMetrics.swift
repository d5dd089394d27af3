public import JSON

/// What has come of the jobs since the server began, rates with two decimals.
public struct JobMetrics: JSONRepresentable {
  /// Milliseconds from making to answer, on average.
  public var averageProcessingTime: Int64
  /// The part of the ended jobs that were answered.
  public var successRate: Double
  /// The part that could not be asked.
  public var failureRate: Double
  /// The part that were not answered in time.
  public var timeoutRate: Double

  /// Makes metrics.
  public init(
    averageProcessingTime: Int64, successRate: Double, failureRate: Double, timeoutRate: Double
  ) {
    self.averageProcessingTime = averageProcessingTime
    self.successRate = successRate
    self.failureRate = failureRate
    self.timeoutRate = timeoutRate
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("averageProcessingTimeMs", .integer), .needed("successRate", .number),
    .needed("failureRate", .number), .needed("timeoutRate", .number))

  /// Reads metrics; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue,
      let time = object["averageProcessingTimeMs"]?.intValue,
      let success = object["successRate"]?.doubleValue,
      let failure = object["failureRate"]?.doubleValue,
      let timeout = object["timeoutRate"]?.doubleValue
    else { return nil }
    self.init(
      averageProcessingTime: time, successRate: success, failureRate: failure,
      timeoutRate: timeout)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("averageProcessingTimeMs", averageProcessingTime)
    output.appendJSONMember("successRate", successRate)
    output.appendJSONMember("failureRate", failureRate)
    output.appendJSONMember("timeoutRate", timeoutRate)
    output.endJSONObject()
  }
}
