import Logging
import Scenario

extension EventLog {
  /// A fault of an overlay happens.
  func fault(_ firing: FaultFiring) {
    let effects = firing.effects.map(\.name).joined(separator: ", ")
    write(
      .notice, .fault,
      "\(firing.name): \(effects) \(firing.isAfterwards ? "after" : "at") \(firing.occasion)",
      ["fault": .text(firing.name), "effects": .text(effects), "at": .text(firing.occasion)])
  }
}
