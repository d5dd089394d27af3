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

  func replace(with overlays: [JSON]) -> String? {
    var read: [Overlay] = []
    for (index, json) in overlays.enumerated() {
      do throws(UnusableFile) {
        let overlay = try overlay(json, number: index + 1)
        guard let overlay else { return "There is no overlay \(json.text)." }
        read.append(overlay)
      } catch {
        return error.description
      }
    }
    lay(read)
    return nil
  }

  /// One that is on may be named too, wherever it came from.
  private func overlay(_ json: JSON, number: Int) throws(UnusableFile) -> Overlay? {
    if let name = json.stringValue {
      return overlays.first { $0.name == name } ?? BuiltInOverlays.named(name)
    }
    return try OverlayFile(Array(json.text.utf8), file: "overlay-\(number)").overlay
  }

  private static func description(of fault: Fault, _ firings: Int) -> JSON {
    [
      "id": .string(fault.id), "at": .string(fault.trigger.subject.summary),
      "does": .array(fault.effects.map { .string($0.name) }), "happened": JSON(Int64(firings)),
    ]
  }
}
