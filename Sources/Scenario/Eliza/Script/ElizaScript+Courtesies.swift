extension ElizaScript {
  /// Openings, closings and the small words of politeness.
  static let builtInCourtesies: [ElizaKeyword] = [
    ElizaKeyword(
      "hello",
      [
        "*": [
          "Hello! What is on your mind?",
          "Hi there. What shall we talk about?",
          "Good to see you. How is your day going?",
        ]
      ]),
    ElizaKeyword(
      "bye", rank: 2,
      [
        "*": [
          "Goodbye. It was good to talk with you.",
          "See you soon. I will be here, on the same port.",
          "Take care. We can go on whenever you like.",
        ]
      ]),
    ElizaKeyword(
      "thanks", rank: 1,
      [
        "*": [
          "You are welcome. What else is there?",
          "Gladly. Did it help?",
          "Any time. Shall we go on?",
        ]
      ]),
    ElizaKeyword(
      "sorry",
      [
        "*": [
          "There is nothing to be sorry for.",
          "No need to apologise. What would you rather say?",
          "That is quite all right. Please go on.",
        ]
      ]),
    ElizaKeyword(
      "please",
      [
        "* please *": ["=can", "I would like to. Why does (3) matter to you?"]
      ]),
    ElizaKeyword(
      "yes",
      [
        "yes": [
          "Good. Tell me more.", "You seem certain. What makes you so?", "I see. And then?",
        ],
        "*": ["=", "You seem quite sure."],
      ]),
    ElizaKeyword(
      "no",
      [
        "no": ["Why not?", "That was a short answer. What is behind it?", "Not even a little?"],
        "* no one *": ["=nobody"],
        "*": ["=", "What would have to change for a yes?"],
      ]),
    ElizaKeyword(
      "perhaps",
      [
        "*": [
          "You do not sound certain. What would settle it?",
          "Perhaps. What speaks against it?",
          "What would tip the balance?",
        ]
      ]),
  ]
}
