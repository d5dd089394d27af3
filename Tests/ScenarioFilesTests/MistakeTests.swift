import Testing

@testable import ScenarioFiles

/// Every key given something it cannot be, and what its author is told.
@Suite struct MistakeTests {
  @Test(arguments: [
    (
      "nmae: x",
      "2:1: error: unknown key 'nmae' in a scenario; did you mean 'name'? Allowed: format, name,"
    ),
    ("name: [x]", "2:7: error: expected text, found a list"),
    ("name: ''", "2:7: error: expected text that is not empty, found ''"),
    (
      "name: true",
      "2:7: error: expected text, but 'true' means something else in YAML; put it in quotes"
    ),
    ("seed: -1", "2:7: error: expected a whole number from 0 up, found the number -1"),
    ("seed: many", "2:7: error: expected a whole number from 0 up, found 'many'"),
    ("agents: []", "2:9: error: this list of agents is empty"),
    (
      "agents: { id: x }",
      "2:9: error: expected a list of agents, found a mapping; begin each of them with '- '"
    ),
    ("agents: [ { name: x } ]", "2:11: error: an agent needs the key 'id': A UUID, or a name"),
    ("agents: [ { id: x, think: 800 } ]", "2:27: error: '800' has no unit: write 800ms, 800s"),
    (
      "agents: [ { id: x, think: 3 weeks } ]",
      "2:27: error: ' weeks' in '3 weeks' is not a unit of time"
    ),
    (
      "agents: [ { id: x, think: { from: 2s, to: 1s } } ]",
      "2:27: error: 'from' is longer than 'to'"
    ),
    (
      "agents: [ { id: x, think: { from: 2s } } ]",
      "2:27: error: a time is given by both 'from' and 'to'"
    ),
    (
      "agents: [ { id: x, think: { median: 2s, p95: 1s } } ]",
      "2:27: error: a time must have 0 < median <= p95 <= max"
    ),
    (
      "agents: [ { id: x, think: { from: 1s, to: 2s, max: 3s } } ]",
      "2:27: error: 'max' goes with 'median'"
    ),
    ("agents: [ { id: x, type: 5 } ]", "2:26: error: expected a typing pace, found the number 5"),
    (
      "agents: [ { id: x, type: { perSecond: 0 } } ]",
      "2:39: error: expected a number from 0.01 to 100000, found the number 0"
    ),
    (
      "agents: [ { id: x, type: { perSecond: 1, unit: letter } } ]",
      "2:48: error: 'letter' is not known here"
    ),
    ("agents: [ x, { id: x } ]", "2:20: error: the agent id 'x' is taken by line 2"),
    ("bystanders: [ a, a ]", "2:18: error: the bystander id 'a' is taken by line 2"),
    (
      "bystanders: [ { id: a, nam: b } ]",
      "2:24: error: unknown key 'nam' in a bystander; did you mean 'name'?"
    ),
    ("rules: { id: x }", "2:8: error: expected a list of rules, found a mapping"),
    ("otherwise: elisa", "2:12: error: 'elisa' is not known here; did you mean 'eliza'?"),
    ("otherwise: []", "2:12: error: this list of steps is empty"),
    (
      "hooks: { joined: [ignore] }",
      "2:10: error: unknown key 'joined' in hooks; did you mean 'join'?"
    ),
    ("hooks: { join: [] }", "2:16: error: this list of steps is empty"),
    ("<<: {}", "2:1: error: the merge key '<<' is not part of YAML 1.2"),
    ("name:", "error: expected text, found nothing"),
  ])
  func `at the top`(text: String, complaint: String) {
    expect(text, complaint)
  }

  @Test(arguments: [
    ("2.7.1", "there is no profile '2.7.1'; did you mean '1.7.2'? Known: lenient, 1.4.2"),
    ("{ base: nobody }", "2:18: error: there is no profile 'nobody'"),
    (
      "{ ackCallback: never }",
      "unknown key 'ackCallback' in a profile; did you mean 'ackCallbacks'?"
    ),
    ("{ ackCallbacks: no }", "'no' is not known here; allowed: always, never"),
    ("{ unknownAgent: creat }", "did you mean 'create'?"), ("{ missingServerId: fill }", "fill-in"),
    ("{ uninvitedAgent: true }", "expected one of answers, silent, found true"),
    ("{ sessionRoom: alas }", "did you mean 'alias'?"),
    ("{ channelIdInReplies: sometimes }", "'sometimes' is not known here"),
    ("{ messageComplete: 1 }", "expected one of always, never, found the number 1"),
    ("{ thinkingControl: [] }", "found a list"), ("{ inputControl: x }", "'x' is not known"),
    ("{ envelopes: x }", "'x' is not known"), ("{ streamChunks: x }", "'x' is not known"),
    ("{ historyOnJoin: x }", "'x' is not known"), ("{ jsonStrings: x }", "'x' is not known"),
    ("{ entityHandshake: require }", "did you mean 'required'?"),
    ("{ naming: new }", "'new' is not known here"), ("{ release: 1.7 }", "expected one of 1.4.2,"),
    ("{ leniency: x }", "'x' is not known"), ("[lenient]", "found a list"),
  ])
  func `in a profile`(profile: String, complaint: String) {
    expect("profile: \(profile)", complaint)
  }

  @Test(arguments: [
    ("{ id: a }", "2:10: error: a rule needs 'do', or 'turns'"),
    ("{ do: [ignore], turns: [[ignore]] }", "2:10: error: a rule has either 'do' or 'turns'"),
    ("{ turns: [] }", "this list of turns is empty"),
    ("{ turns: [[]] }", "this list of steps is empty"),
    ("{ turns: [{ do: [] }] }", "this list of steps is empty"),
    ("{ turns: [{ dou: [ignore] }] }", "unknown key 'dou' in a turn; did you mean 'do'?"),
    ("{ do: { say: x } }", "2:16: error: expected a list of steps, found a mapping; begin each"),
    (
      "{ do: [ignore], then: again }",
      "'again' is not known here; allowed: repeat, loop, next-rule, fail"
    ),
    ("{ do: [ignore], enabled: yes }", "expected true or false; YAML 1.2 takes 'yes' for text"),
    ("{ do: [ignore], agent: 5.x }", ""),
    ("{ do: [ignore], think: {} }", "a time is given by both"),
    ("{ do: [ignore], type: { unit: word } }", "a typing pace needs the key 'perSecond'"),
    ("{ do: [ignore], wehn: always }", "unknown key 'wehn' in a rule; did you mean 'when'?"),
    ("{ do: [ignore], id: [] }", "expected text, found a list"),
  ])
  func `in a rule`(rule: String, complaint: String) {
    expect("rules: [ \(rule) ]", complaint)
  }

  @Test(arguments: [
    ("{}", "2:17: error: this condition is empty; write 'always'"),
    ("allways", "did you mean 'always'?"), ("[text]", "found a list"),
    ("{ txt: hi }", "unknown key 'txt' in a condition; did you mean 'text'?"),
    ("{ text: { anny: [x] } }", "unknown key 'anny' in a text matcher; did you mean 'any'?"),
    ("{ text: { any: [x], regex: y } }", "'any' and 'regex' do not go together"),
    ("{ text: {} }", "a text matcher is empty; write one of any, contains, regex, equals"),
    ("{ text: [] }", "this list of texts is empty"), ("{ text: { contains: '' } }", "not empty"),
    ("{ text: { regex: [] } }", "expected text, found a list"),
    ("{ text: { equals: {} } }", "expected text, found a mapping"),
    (
      "{ text: { contains: x, nocase: true } }",
      "unknown key 'nocase' in a text matcher with 'contains'"
    ),
    ("{ all: [] }", "this list of conditions is empty"),
    ("{ any: x }", "expected a list of conditions"),
    ("{ not: [] }", "found a list"), ("{ sender: {} }", "a text matcher is empty"),
    ("{ room: { is: x } }", "unknown key 'is'"), ("{ path: metadata.x }", "found 'metadata.x'"),
    ("{ path: { exists: true } }", "a path condition needs the key 'at'"),
    (
      "{ path: { at: x } }",
      "a path condition asks one thing: exists, equals, contains, regex, any or text"
    ),
    ("{ path: { at: x, exists: true, text: y } }", "asks one thing"),
    ("{ path: { at: x, exists: maybe } }", "expected true or false, found 'maybe'"),
    ("{ state: { name: x, text: {} } }", "a text matcher is empty"),
    ("{ state: { exists: true } }", "a state condition needs the key 'name'"),
    ("{ attachment: image }", "expected true or false, found 'image'"),
    ("{ attachment: { kind: x } }", "unknown key 'kind' in an attachment condition"),
    ("{ attachment: { present: on } }", "YAML 1.2 takes 'on' for text"),
    ("{ attachment: { type: [] } }", "found a list"),
    ("{ turn: -1 }", "expected a whole number from 0 up, found the number -1"),
    ("{ turn: 1.5 }", "found the number 1.5"), ("{ turn: {} }", "expected a count"),
    ("{ turn: { atLeast: 3, atMost: 2 } }", "no count is at least 3 and at most 2"),
    ("{ turn: { times: 3, atMost: 4 } }", "an exact count needs no other bounds"),
    ("{ turn: { atleast: 3 } }", "did you mean 'atLeast'?"),
  ])
  func `in a condition`(condition: String, complaint: String) {
    expect("rules: [{ when: \(condition), do: [ignore] }]", complaint)
  }

  @Test(arguments: [
    (
      "ignor",
      "2:17: error: 'ignor' is not known here; did you mean 'ignore'? Allowed: ignore, complete"
    ),
    ("{}", "a step is empty; write one of say, stream"), ("[ignore]", "found a list"),
    ("{ sya: x }", "unknown key 'sya' in a step; did you mean 'say'?"),
    (
      "{ say: x, think: 1s }",
      "2:27: error: a step is one thing at a time: 'say' and 'think' do not go"
    ),
    ("{ say: { thought: x } }", "a line needs the key 'text'"), ("{ say: [x] }", "found a list"),
    ("{ say: { text: x, thougt: y } }", "did you mean 'thought'?"),
    ("{ say: { text: x, actions: A } }", "expected a list of action names, found 'A'"),
    ("{ say: { text: x, attachments: [u] } }", "expected a mapping, found 'u'"),
    ("{ say: { text: x, metadata: [] } }", "expected a mapping, found a list"),
    ("{ say: { text: x, as: nobody } }", "there is no bystander 'nobody'; the file has none"),
    ("{ say: { text: x, once: always } }", "allowed: per-session, per-connection"),
    ("{ say: { text: x, type: { perSecond: 2 } } }", "unknown key 'type' in a line"),
    ("{ stream: { text: x, after: 2 } }", "'after' and 'max' go with 'hold'"),
    ("{ stream: { text: x, type: fast } }", "expected a typing pace, found 'fast'"),
    ("{ action: {} }", "an action needs the key 'name'"),
    ("{ action: { name: A, status: done } }", "allowed: executing, completed, failed"),
    ("{ action: { name: A, text: [] } }", "found a list"),
    ("{ action: { name: A, thought: {} } }", "found a mapping"),
    ("{ action: { name: A, reslt: 1 } }", "did you mean 'result'?"),
    ("{ attach: x }", "expected media objects, found 'x'"), ("{ attach: [] }", "is empty"),
    ("{ attach: { text: x } }", "media needs the key 'media'"),
    ("{ emit: { data: 1 } }", "an event needs the key 'event'"),
    ("{ emit: { event: e, data: 1, args: [1] } }", "an event has either 'data' or 'args'"),
    ("{ emit: { event: e, args: 1 } }", "expected a list of arguments"),
    ("{ emit: { event: e, to: everyone } }", "allowed: room, socket, all"),
    ("{ control: x }", "expected a mapping, found 'x'"),
    ("{ think: soon }", "'soon' is not a duration"),
    ("{ wait: 5 }", "'5' has no unit"), ("{ wait: }", "expected a duration such as 800ms"),
    ("{ hold: '' }", "not empty"), ("{ hold: h, max: 5 }", "'5' has no unit"),
    ("{ hold: h, min: 5s }", "unknown key 'min' in a step with 'hold'; allowed: hold, max"),
    ("{ title: [] }", "found a list"), ("{ set: x }", "expected names with texts"),
    ("{ set: {} }", "expected names with texts"), ("{ set: { a: [] } }", "found a list"),
    ("{ error: { rest: 200 } }", "expected a whole number from 400 to 599, found the number 200"),
    ("{ error: { socket: {} } }", "found a mapping"),
    ("{ error: { status: 1 } }", "unknown key 'status'"),
    ("{ disconnect: kicked }", "did you mean 'kick'? Allowed: kick, close, reset, silent, ping"),
  ])
  func `in a step`(step: String, complaint: String) {
    expect("rules: [{ do: [ \(step) ] }]", complaint)
  }

  @Test(arguments: [
    ("{}", "an expectation is empty; write one of sessions, joined"),
    ("{ joind: 1 }", "did you mean 'joined'?"), ("{ joined: many }", "found 'many'"),
    ("{ sessions: [] }", "found a list"), ("{ sent: {} }", "expected a count"),
    ("{ replied: { atMost: x } }", "found 'x'"), ("{ rule: { times: 1 } }", "needs the key 'id'"),
    ("{ rule: nobody }", "2:19: error: there is no rule 'nobody'; the file has none"),
    ("{ request: { path: x } }", "unknown key 'path' in a request that is expected"),
    ("{ event: [] }", "found a list"), ("{ finding: { atLeast: 2, atMost: 1 } }", "no count is"),
    ("{ sent: 1, joined: 1 }", "'sent' and 'joined' do not go together"),
  ])
  func `in an expectation`(expectation: String, complaint: String) {
    expect("expect: [ \(expectation) ]", complaint)
  }

  private func expect(_ text: String, _ complaint: String) {
    let actual = complaints(text)
    let isTold = complaint.isEmpty ? actual.isEmpty : actual.contains { $0.contains(complaint) }
    #expect(isTold, "\(text) is told \(actual)")
  }
}
