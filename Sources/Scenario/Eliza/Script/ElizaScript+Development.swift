extension ElizaScript {
  /// What developers talk about on an ordinary day.
  static let builtInDevelopment: [ElizaKeyword] = [
    ElizaKeyword(
      "computer", rank: 50,
      [
        "* you *": [
          "I am a program, and a simple one. Does that bother you?",
          "Would you talk differently to a person?",
          "Yes, rules all the way down. What does that change for you?",
        ],
        "*": [
          "Do computers worry you?",
          "What do you wish a computer would understand about you?",
          "What did the computer do this time?",
        ],
      ]),
    ElizaKeyword(
      "bug", rank: 8,
      [
        "*": [
          "What did you expect to happen, and what happened instead?",
          "When did it last work?",
          "What is the smallest thing that still shows the bug?",
          "Could it be that the bug is telling the truth?",
        ]
      ]),
    ElizaKeyword("bugs", rank: 8, ["*": ["=bug"]]),
    ElizaKeyword(
      "error", rank: 8,
      [
        "*": [
          "What exactly does the error say?",
          "If the error were right, what would follow from it?",
          "What changed shortly before the error came?",
        ]
      ]),
    ElizaKeyword(
      "test", rank: 6,
      [
        "* test @fails *": ["Is it the test that is wrong, or the thing it tests?", "=bug"],
        "*": [
          "A test is a promise. What does this one promise?",
          "Test received, loud and clear. What shall we try next?",
          "What would make you trust it without a test?",
        ],
      ]),
    ElizaKeyword("testing", rank: 6, ["*": ["=test"]]),
    ElizaKeyword("tests", rank: 6, ["*": ["=test"]]),
    ElizaKeyword(
      "deploy", rank: 7,
      [
        "*": ["What would let you deploy without fear?", "How quickly could you take it back?"]
      ]),
    ElizaKeyword(
      "code", rank: 6,
      [
        "*": [
          "If the code could speak, what would it ask you for?",
          "Which part of the code do you avoid?",
          "Who will read that code next?",
        ]
      ]),
    ElizaKeyword(
      "frontend", rank: 6,
      [
        "*": [
          "What should a person see first on that page?",
          "How does the frontend behave when I take my time to answer?",
        ]
      ]),
    ElizaKeyword(
      "server", rank: 6,
      [
        "*": [
          "I know a few servers. What does yours do when nobody is looking?",
          "And if the server did not answer at all?",
        ]
      ]),
    ElizaKeyword(
      "socket", rank: 6,
      [
        "*": ["Does the connection hold?", "What should happen when the line goes quiet?"]
      ]),
    ElizaKeyword(
      "deadline", rank: 7,
      [
        "*": ["Who set the deadline, and why then?", "What could be left out and not be missed?"]
      ]),
    ElizaKeyword(
      "work", rank: 3,
      [
        "* doesn't work *": ["=bug"],
        "* does not work *": ["=bug"],
        "*": ["What do you like about your work?", "How much of the day is yours?"],
      ]),
  ]
}
