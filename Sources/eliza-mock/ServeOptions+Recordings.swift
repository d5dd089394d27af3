import ElizaDomain
import MockServer
import Recording
import ScenarioFiles

extension ServeOptions {
  /// The recordings among the files named.
  var recordings: [String] { files.filter(FixtureFile.isNamed) }

  /// Puts what a folder named holds in its place: recordings and scenario files.
  mutating func lookIntoFolders() throws {
    do throws(UnusableFile) {
      files = try FileSearch.files(
        at: files, endings: FixtureFile.endings + FileSearch.scenarioEndings)
    } catch {
      Terminal.complain(error.description)
      throw ExitStatus.badFile
    }
  }

  /// The configuration in which the recordings among the files named answer, and the others are the scenario.
  func configuration(replayedAs arguments: ReplayArguments) throws -> MockServerConfiguration {
    let settings = try arguments.settings(serving: recordings)
    var options = self
    options.files.removeAll(where: FixtureFile.isNamed)
    let scenario = options.files.isEmpty ? nil : try options.scenario()
    var configuration = try options.configuration(playing: scenario)
    configuration.replay = settings
    guard try chosenProfile() == nil, scenario?.profile == nil else { return configuration }
    let names = settings.fixtures.lazy.compactMap(\.head.profile)
    if let profile = names.compactMap({ try? Profile.named($0) }).first {
      configuration.profile = profile
    }
    return configuration
  }
}
