/// A fault that happens now.
public struct FaultFiring: Hashable, Sendable {
  /// The overlay.
  public let overlay: String
  /// The fault's id.
  public let fault: String
  /// What happens, in order; delays are drawn, so each is a fixed one.
  public let effects: [Effect]
  /// Whether it happens once the thing itself is over.
  public let isAfterwards: Bool
  /// What it happens at, in words.
  public let occasion: String
  /// Whose that is.
  public let origin: FaultOrigin

  /// The overlay and the fault, as logs and the control API name it.
  public var name: String { "\(overlay)/\(fault)" }
}
