import ContractSupport
import ElizaModel
import JSON
import Testing

@testable import ElizaDomain

/// Holds the schema of each type and its coding together, in both directions.
@Suite struct SchemaCodingTests {
  /// What a type reads and does not write: names that are nobody's, taken for what they mean.
  private static let readOnly: Set<String> = ["SendPayload.unofficialServerID"]

  /// Every type that some contract mentions.
  private static let types: [any JSONRepresentable.Type] = Profile.all.flatMap { profile in
    RouteContract.all(profile).flatMap(\.schemas) + EventContract.all(profile).compactMap(\.payload)
  }
  .flatMap(\.types)
  .reduce(into: [String: any JSONRepresentable.Type]()) { $0[String(describing: $1)] = $1 }
  .sorted { $0.key < $1.key }.map(\.value)

  @Test func contractsMentionTheTypesOfTheProtocol() {
    #expect(Self.types.count > 50)
  }

  @Test(arguments: types.map { String(describing: $0) })
  func aTypeReadsWhatItsSchemaAllowsAndWritesNothingElse(name: String) throws {
    let model = try #require(Self.types.first { String(describing: $0) == name })
    for sample in model.schema.samples {
      guard let written = model.init(json: sample)?.json else {
        Issue.record("\(name) does not read \(sample.text)")
        continue
      }
      #expect(model.schema.complaint(about: written) == nil, "\(written.text)")
      #expect(Set(keys(of: written)) == Set(keys(of: sample)), "\(written.text)")
    }
  }

  @Test(arguments: types.map { String(describing: $0) })
  func aSchemaHasAMemberForEachFieldOfItsType(name: String) throws {
    let model = try #require(Self.types.first { String(describing: $0) == name })
    var everNil: Set<String> = []
    var everSet: Set<String> = []
    for sample in model.schema.samples {
      guard let value = model.init(json: sample) else { continue }
      for field in Mirror(reflecting: value).children {
        let mirror = Mirror(reflecting: field.value)
        let isNil = mirror.displayStyle == .optional && mirror.children.isEmpty
        let label = name + "." + (field.label ?? "")
        if isNil { everNil.insert(label) } else { everSet.insert(label) }
      }
    }
    #expect(everNil.subtracting(everSet).subtracting(Self.readOnly) == [])
  }

  @Test(arguments: ErrorBody.Family.allCases)
  func aFamilyOfErrorsIsWhatErrorsLookLike(family: ErrorBody.Family) throws {
    for sample in family.schema.samples {
      let body = try #require(ErrorBody(json: sample), "\(sample.text)")
      #expect(body.json == sample)
      let fitting = ErrorBody.Family.allCases.filter {
        $0.schema.complaint(about: body.json) == nil
      }
      #expect(fitting.contains(family))
    }
  }

  private func keys(of value: JSON) -> [String] { value.objectValue?.map(\.key) ?? [] }
}

extension RouteContract {
  /// The schemas of all bodies.
  var schemas: [Schema] {
    let answers = promises.flatMap { promise -> [Schema] in
      switch promise.body {
      case .json(let schema): [schema]
      case .events(let events): events.map(\.schema)
      case .content, .empty: []
      }
    }
    switch contract.intake {
    case .json(let schema), .optionalJSON(let schema): return answers + [schema]
    case .nothing, .upload: return answers
    }
  }
}
