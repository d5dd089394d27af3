extension ControlRoute {
  /// Every call there is but the contracts, in the order of the contract.
  static var all: [ControlRoute] { ClockCalls.routes + HoldCalls.routes + ReportCalls.routes }
}
