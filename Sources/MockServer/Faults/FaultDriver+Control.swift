import Bytes
import ControlAPI
import JSON
import Scenario
import ScenarioFiles

extension FaultDriver: ControlledFaults {
  var builtInNames: [String] { BuiltInOverlays.names }

  var description: JSON {
    let counts = faults
    return [
      "overlays": .array(
        overlays.map { overlay in
          let own = counts.filter { $0.overlay == overlay.name }
          return [
            "name": .string(overlay.name), "about": .string(overlay.summary),
            "faults": .array(own.map { FaultDriver.description(of: $0.fault, $0.firings) }),
          ]
        }),
      "available": FaultDriver.available,
    ]
  }

  /// Those that come with the program, read once.
  private static let available = JSON.array(
    BuiltInOverlays.names.compactMap(BuiltInOverlays.named).map {
      ["name": .string($0.name), "about": .string($0.summary)]
    })

  func replace(with overlays: [JSON]) throws(Mistakes) {
    var read: [Overlay] = []
    var mistakes: [Mistake] = []
    for (index, json) in overlays.enumerated() {
      let path = "overlays[\(index)]"
      do throws(Mistakes) {
        read.append(try overlay(json, at: path))
      } catch {
        mistakes += error.all
      }
    }
    guard mistakes.isEmpty else { throw Mistakes(mistakes) }
    lay(read)
  }

  /// One that is on may be named too, wherever it came from.
  private func overlay(_ json: JSON, at path: String) throws(Mistakes) -> Overlay {
    if let name = json.stringValue {
      if let known = overlays.first(where: { $0.name == name }) ?? BuiltInOverlays.named(name) {
        return known
      }
      let nearest = Nearest.word(to: name, among: builtInNames + overlays.map(\.name))
      throw Mistakes([
        Mistake("there is no overlay '\(name)'", path: path, nearest: nearest)
      ])
    }
    let text = PathText(json, at: path)
    do throws(UnusableFile) {
      return try OverlayFile(Array(text.text.utf8), file: path).overlay
    } catch {
      throw Mistakes(
        error.problems.map {
          Mistake(
            $0.message, path: text.path(atColumn: $0.place?.column ?? 1), nearest: $0.nearest,
            isWarning: $0.severity == .warning)
        })
    }
  }

  private static func description(of fault: Fault, _ firings: Int) -> JSON {
    [
      "id": .string(fault.id), "at": .string(fault.trigger.subject.summary),
      "does": .array(fault.effects.map { .string($0.name) }), "happened": JSON(Int64(firings)),
    ]
  }
}
