/// Whom traffic is left to while an overlay is on: the one thing that every message looks at.
///
/// It stands apart so that what looks at it need not hold on to more.
final class FaultSwitch {
  /// Nil while no overlay is on.
  var driver: FaultDriver?
}
