extension ElizaScript {
  /// The script of the built-in agent: a friendly listener who has met a few developers before.
  ///
  /// Only the method is Weizenbaum's; every sentence is this project's own.
  public static let builtIn = ElizaScript(
    keywords: builtInCourtesies + builtInQuestions + builtInStatements + builtInFeelings
      + builtInPeople + builtInDevelopment,
    preparations: builtInPreparations,
    reflections: builtInReflections,
    families: builtInFamilies,
    memoryKeyword: "my",
    memories: [
      "* my *": [
        "Let us go back a little: your (3). How is that going?",
        "Earlier you brought this up: your (3). Does it have to do with that?",
        "I keep thinking of what you said: your (3).",
        "We left one thing open: your (3). Shall we look at it again?",
      ]
    ],
    lastResorts: [
      "I am listening. Please go on.",
      "Tell me a little more about that.",
      "What makes that matter to you today?",
      "I am not sure I follow. Could you put it another way?",
      "And what happened then?",
      "How long has that been on your mind?",
      "That sounds like the middle of a story. How does it begin?",
    ],
    greeting: "Hello, I am Eliza. What is on your mind?")
}
