import Testing

@testable import Scenario

@Suite struct BuiltInScriptTests {
  private let script = ElizaScript.builtIn

  private var rules: [ElizaRule] {
    script.keywords.values.flatMap(\.rules) + script.memories
  }

  @Test func `is rich enough for a conversation`() {
    #expect(script.keywords.count >= 45)
    #expect(rules.flatMap(\.answers).count >= 200)
    #expect(script.lastResorts.count >= 5)
  }

  @Test func `every capture exists in its pattern`() {
    for rule in rules {
      for case .sentence(let parts) in rule.answers {
        for case .capture(let number) in parts {
          #expect((1...rule.pattern.elements.count).contains(number), "\(rule)")
        }
      }
    }
  }

  @Test func `every goto leads to a keyword`() {
    for rule in rules {
      for case .goto(let word) in rule.answers { #expect(script.keywords[word] != nil, "\(word)") }
    }
  }

  @Test func `every family exists and every pattern has three wildcards at most`() {
    for rule in rules {
      var wildcards = 0
      for element in rule.pattern.elements {
        if case .family(let name) = element { #expect(script.families[name] != nil) }
        if element == .anything { wildcards += 1 }
      }
      #expect(wildcards <= 3)
    }
  }

  @Test func `every rule has an answer and no sentence is used twice in a row`() {
    for rule in rules {
      #expect(!rule.answers.isEmpty)
      #expect(Set(rule.answers).count == rule.answers.count, "\(rule)")
    }
  }

  @Test(arguments: [
    ("Hello", "Hello! What is on your mind?"),
    (
      "Hello, who are you?",
      "I am Eliza. I follow a small script and never tire of listening. And who are you?"
    ),
    (
      "What can you do?",
      "I can listen, ask, and hand your own words back to you. Try me: what is on your mind?"
    ),
    ("I need PostgreSQL.", "What would change if you had PostgreSQL?"),
    ("I'm stuck with my code", "If the code could speak, what would it ask you for?"),
    ("I am sad", "I am sorry to hear that you are sad. What happened?"),
    ("My mother likes you", "Tell me more about your mother."),
    ("you don’t like me", "Why do you think I don’t like you?"),
    ("My name is Ada.", "Pleased to meet you, Ada. What brings you here?"),
    ("Are you a robot?", "I am a program, and a simple one. Does that bother you?"),
    ("Thanks, bye!", "Goodbye. It was good to talk with you."),
    ("I was at the sea", "How was it to be at the sea?"),
    ("I hope you are well", "You say you hope I am well. Tell me more."),
    ("this is a test", "A test is a promise. What does this one promise?"),
    ("xyzzy", "I am listening. Please go on."),
  ])
  func `speaks as written`(message: String, expected: String) {
    var state = ElizaState()
    #expect(Eliza().reply(to: message, state: &state) == expected)
  }
}
