public import ElizaModel
public import HTTP1
import HostInterface

/// A route as the world outside sees it: method, path and contract.
public struct RouteContract: Sendable {
  /// The method.
  public let method: HTTPMethod
  /// The path, such as `/api/agents/:agentId`.
  public let path: String
  /// The names of its parameters, from left to right.
  public let parameterNames: [String]
  /// What it promises by itself.
  public let contract: Contract
  /// Every answer it may give, those included that any route may give.
  public let promises: [Promise]

  /// What a parameter of a path looks like: a UUID where handlers ask for one.
  public static func schema(ofParameter name: String) -> Schema {
    identifiers.contains(name) ? .uuid : .text
  }

  private static let identifiers: Set<String> = [
    "agentId", "channelId", "messageId", "messageServerId", "roomId", "worldId", "memoryId",
    "runId", "logId", "jobId",
  ]

  init(_ route: Route, _ profile: Profile) {
    method = route.method
    path = route.pattern.text
    parameterNames = route.pattern.parameterNames
    contract = route.contract
    promises =
      contract.answers
      + (contract.refusals.flatMap { $0.promises(profile) })
      + CommonRefusals(route: route, profile: profile).promises
  }

  /// The routes of a server that a profile plays, in the order in which it knows them.
  public static func all(_ profile: Profile) -> [RouteContract] {
    let world = World(
      profile: profile, clock: WorldClock(start: Timestamp(milliseconds: 0)),
      random: RandomSource(SeededRandom(seed: 0, stream: "contracts")))
    return Router(world: world) { _ in [] }.routes.map { RouteContract($0, profile) }
  }
}

extension Refusals {
  /// The refusals as answers of a server that a profile plays.
  func promises(_ profile: Profile) -> [Promise] {
    let schema = family.schema(profile)
    return statuses.map { .json(profile.shownStatus($0), schema, of: family) }
  }
}

extension ErrorBody.Family {
  /// What a refusal of this family looks like; lenient servers add a hint to those without a body.
  fileprivate func schema(_ profile: Profile) -> Schema {
    guard profile.isLenient, self == .handler || self == .session else { return schema }
    return .named(rawValue, schema.adding([.optional("hint", .text)]))
  }
}
