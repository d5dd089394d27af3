/// Trouble laid over whatever is played: what one overlay file says.
///
/// Overlays stack. Each looks at what the ones before it let through.
public struct Overlay: Hashable, Sendable {
  /// What it is called; unique among the overlays that are on.
  public var name: String
  /// What a frontend goes through, in a sentence.
  public var summary: String
  /// Makes what is drawn by chance repeat itself; nil takes the seed of the run.
  public var seed: UInt64?
  /// The faults, asked in this order.
  public var faults: [Fault]

  /// Describes an overlay.
  public init(name: String, summary: String = "", seed: UInt64? = nil, faults: [Fault] = []) {
    self.name = name
    self.summary = summary
    self.seed = seed
    self.faults = faults
  }
}
