import JSON
import Scenario

extension Declaration where Value == Overlay {
  /// A whole file of the format `eliza-mock-overlay/1`.
  static let overlay = Record(
    "an overlay", from: Overlay(name: ""),
    [
      Key(
        "format",
        .word([Word("eliza-mock-overlay/1", true, "The format this is written in.")]),
        required: true, "Says what the file is: eliza-mock-overlay/1."
      ) { _, _ in },
      Key(
        "name", .filled, required: true,
        "What it is called; unique among the overlays that are on.", \.name),
      Key("about", .filled, "What a frontend goes through, in a sentence.", \.summary),
      Key("seed", .seed, "Makes what is drawn by chance repeat itself.", \.seed),
      Key(
        "faults", Declaration<[Fault]>.list(of: .fault, "faults", atLeast: 1), required: true,
        "What goes wrong, asked in this order.", \.faults),
    ]
  ).declaration
}

extension Declaration where Value == Fault {
  /// One thing that goes wrong, and when.
  static let fault: Declaration<Fault> = .named("Fault", "a fault", [.mapping]) {
    Record(
      "a fault", from: Fault(id: "", at: Trigger(.time(.zero)), do: []),
      [
        Key("id", .faultID, required: true, "Names the fault; unique in its file.", \.id),
        Key("at", .trigger, required: true, "When it happens.", \.trigger),
        Key("do", .effects, required: true, "What happens, in the order of the keys.", \.effects),
      ]
    ) { fault, node, reading in
      for problem in fault.problems {
        reading.error("in the fault '\(fault.id.shortened)' \(problem)", at: node["do"]?.place)
      }
      return fault.problems.isEmpty
    }.declaration
  }
}

extension Declaration where Value == String {
  /// The id that a fault is given.
  static let faultID = filled.map { name, node, reading in
    reading.names.give(name, to: .fault, at: node.place)
    return name
  }
}
