extension ElizaScript {
  /// Other people, near and far.
  static let builtInPeople: [ElizaKeyword] = [
    ElizaKeyword(
      "family", rank: 6,
      [
        "* my @family *": [
          "Tell me more about your (3).",
          "How do you get on with your (3)?",
          "What would your (3) say to this?",
        ],
        "*": ["Who in your family understands you best?", "How is your family?"],
      ]),
    ElizaKeyword(
      "friend", rank: 4,
      [
        "*": ["What makes someone a friend to you?", "What would your friend advise you?"]
      ]),
    ElizaKeyword(
      "boss", rank: 5,
      [
        "*": ["What would you tell your boss if it had no consequences?", "Does your boss know?"]
      ]),
    ElizaKeyword(
      "team", rank: 5,
      [
        "*": ["What does your team say about it?", "Who in the team would you ask first?"]
      ]),
    ElizaKeyword(
      "everyone", rank: 3,
      [
        "*": ["Everyone? Whom do you have in mind?", "Can you think of someone who does not?"]
      ]),
    ElizaKeyword(
      "nobody", rank: 3,
      [
        "*": ["Nobody at all?", "Who would come closest?"]
      ]),
    ElizaKeyword(
      "eliza", rank: 2,
      [
        "eliza": ["Yes? I am here.", "You called?"],
        "*": ["=", "I am right here. Please go on."],
      ]),
  ]
}
