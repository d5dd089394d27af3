extension Int {
  /// The sum, or the largest number where that is beyond it: lengths from files can be any numbers.
  func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
