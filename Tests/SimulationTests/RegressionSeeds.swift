/// Stories that have found something.
///
/// A seed means another story whenever the simulation itself changes; so each thing found also has a
/// test of its own where it was mended.
enum RegressionSeeds {
  static let all: [UInt64] = [1, 110, 143, 258]
}
