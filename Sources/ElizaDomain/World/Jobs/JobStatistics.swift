import ElizaModel

/// What has come of all jobs since the world began, those that are forgotten included.
struct JobStatistics {
  private var ended: [JobStatus: Int] = [:]
  private var processingTime: Int64 = 0

  /// Takes note of a job's end.
  mutating func note(_ status: JobStatus, processingTime time: Int64 = 0) {
    ended[status, default: 0] += 1
    processingTime &+= time
  }

  /// The numbers as real servers round them.
  var metrics: JobMetrics {
    let completed = ended[.completed] ?? 0
    let average = completed > 0 ? Double(processingTime) / Double(completed) : 0
    return JobMetrics(
      averageProcessingTime: Int64(average.rounded()), successRate: rate(of: .completed),
      failureRate: rate(of: .failed), timeoutRate: rate(of: .timeout))
  }

  private func rate(of status: JobStatus) -> Double {
    let total = ended.values.reduce(0, +)
    guard total > 0 else { return 0 }
    return (Double(ended[status] ?? 0) / Double(total) * 100).rounded() / 100
  }
}
