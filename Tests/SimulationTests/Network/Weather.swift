/// How good the network of one device is.
final class Weather {
  /// Whether answers come in time once nothing is lost any more.
  var isQuick: Bool { base.isQuick }

  /// Whether connections are lost.
  var losesConnections: Bool

  private let base: LinkConditions
  private let resetShare: Double
  private let silenceShare: Double
  /// How long a connection that is lost may have lasted.
  private let patience: Duration

  init(_ chance: Chance) {
    losesConnections = chance.happens(0.6)
    resetShare = chance.pick([0.02, 0.1, 0.3, 0.6])
    silenceShare = chance.pick([0, 0.02, 0.1])
    patience = chance.pick([.milliseconds(30), .milliseconds(500), .seconds(4), .seconds(40)])
    base = Weather.base(chance)
    isCalm = !losesConnections && base.isQuick
  }

  /// Whether nothing is lost and nothing takes so long that a server gives up.
  let isCalm: Bool

  /// What the next connection will be like.
  func conditions(_ chance: Chance) -> LinkConditions {
    var conditions = base
    guard losesConnections else { return conditions }
    let delay = chance.duration(.zero...patience)
    if chance.happens(resetShare) {
      conditions.fate = .reset(after: delay)
    } else if chance.happens(silenceShare) {
      conditions.fate = .silence(after: delay)
    }
    return conditions
  }

  private static func base(_ chance: Chance) -> LinkConditions {
    var conditions = LinkConditions()
    let least = chance.pick([
      Duration.zero, .milliseconds(1), .milliseconds(20), .milliseconds(120),
    ])
    let spread = chance.pick([
      Duration.zero, .milliseconds(3), .milliseconds(60), .milliseconds(400),
    ])
    conditions.latency = least...(least + spread)
    conditions.segmentLimit = chance.pick([1_460, 1_460, 1_460, 200, 24])
    conditions.pieceLimit = chance.pick([65_536, 65_536, 600, 40])
    conditions.window = chance.pick([65_536, 65_536, 8_192, 1_024])
    if chance.happens(0.08) {
      conditions.clientPace = .init(
        bytes: chance.pick([64, 512, 4_096]),
        interval: chance.pick([.milliseconds(20), .milliseconds(150)]))
    }
    return conditions
  }
}
