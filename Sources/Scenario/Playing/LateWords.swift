import HostInterface
import JSON

/// The words of a step that are filled in when it is done, since they quote the clock or what steps have kept.
///
/// All else in them is filled in already, so nothing is drawn by chance any more.
public struct LateWords: Hashable, Sendable {
  /// The text, in place of that of the step.
  var text: ReplyTemplate?
  /// The reasoning, in place of that of the step.
  var thought: ReplyTemplate?
  /// The payloads, in place of those of the step.
  var data: [JSONTemplate] = []

  var isEmpty: Bool { text == nil && thought == nil && data.isEmpty }

  /// The step with the words in it.
  func filled(into step: ReplyStep, _ scope: TemplateScope) -> ReplyStep {
    switch step {
    case .say(let utterance): return .say(filled(utterance, scope))
    case .stream(let utterance, let pace): return .stream(filled(utterance, scope), pace)
    case .action(var report):
      if let text { report.text = written(text, scope) }
      if let thought { report.thought = written(thought, scope) }
      return .action(report)
    case .emit(let event, _, let audience):
      return .emit(event: event, arguments: data.map { written($0, scope) }, to: audience)
    case .control: return data.first.map { .control(written($0, scope)) } ?? step
    case .title: return text.map { .title(written($0, scope)) } ?? step
    case .fail(_, let status):
      return text.map { .fail(written($0, scope), status: status) } ?? step
    default: return step
    }
  }

  private func filled(_ utterance: Utterance, _ scope: TemplateScope) -> Utterance {
    var utterance = utterance
    if let text { utterance.text = written(text, scope) }
    if let thought { utterance.thought = written(thought, scope) }
    return utterance
  }

  private func written(_ template: ReplyTemplate, _ scope: TemplateScope) -> String {
    var unused = SeededRandom(seed: 0)
    return template.render(scope, using: &unused)
  }

  private func written(_ template: JSONTemplate, _ scope: TemplateScope) -> JSON {
    var unused = SeededRandom(seed: 0)
    return template.render(scope, using: &unused)
  }
}
