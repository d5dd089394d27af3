extension ControlRoute {
  /// Every call there is but the contracts, in the order of the contract.
  static var all: [ControlRoute] {
    ServerCalls.routes + WorldCalls.routes + SpeechCalls.routes + ConnectionCalls.routes
      + ClockCalls.routes + JournalCalls.routes + FixtureCalls.routes + RecordingCalls.routes
      + ReplayCalls.routes
      + SpaceCalls.routes
      + ScriptCalls.routes + HoldCalls.routes + FaultCalls.routes + ReportCalls.routes
  }
}
