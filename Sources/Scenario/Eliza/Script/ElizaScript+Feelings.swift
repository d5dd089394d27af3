extension ElizaScript {
  /// Moods, dreams and sleep; `down`, `worn` and `glad` are reached from elsewhere as well.
  static let builtInFeelings: [ElizaKeyword] = [
    ElizaKeyword(
      "down", rank: 3,
      [
        "* i am @down *": [
          "I am sorry to hear that you are (4). What happened?",
          "Do you think talking about it will make you less (4)?",
          "What would have to happen so that you are no longer (4)?",
        ],
        "*": ["Things are rarely down for ever. What was the last thing that worked?"],
      ]),
    ElizaKeyword(
      "worn", rank: 3,
      [
        "* i am @worn *": [
          "How long have you been (4)? When did you last take a real break?",
          "What would you drop first if you could drop one thing?",
        ],
        "*": ["What would it take for you to rest?"],
      ]),
    ElizaKeyword(
      "glad", rank: 3,
      [
        "* i am @glad *": [
          "How lovely. What made you (4)?",
          "Enjoy it! Who should hear that you are (4)?",
        ],
        "*": ["What is the best part of it?"],
      ]),
    ElizaKeyword(
      "dreamed", rank: 4,
      [
        "* i dreamed *": [
          "Did you ever imagine (4) while you were awake?",
          "What does it tell you that you dreamed (4)?",
        ],
        "*": ["=dream"],
      ]),
    ElizaKeyword(
      "dream", rank: 3,
      [
        "*": [
          "What do you make of that dream?",
          "Do you dream often?",
          "Who else was in the dream?",
        ]
      ]),
    ElizaKeyword(
      "sleep", rank: 3,
      [
        "*": ["What keeps you awake?", "When did you last sleep well?"]
      ]),
    ElizaKeyword(
      "afraid", rank: 4,
      [
        "* afraid of *": [
          "What is the worst that (4) could bring?", "When were you last not afraid of (4)?",
        ],
        "*": ["What would you do if you were not afraid?"],
      ]),
    ElizaKeyword(
      "love", rank: 4,
      [
        "* i love *": ["What do you love most about (4)?", "Does (4) know?"],
        "*": ["That is a big word. What does it mean to you?"],
      ]),
    ElizaKeyword(
      "hate", rank: 4,
      [
        "* i hate *": [
          "What would have to change before you could live with (4)?",
          "What is it about (4) that gets to you?",
        ],
        "*": ["That sounds strong. What lies underneath?"],
      ]),
    ElizaKeyword(
      "help", rank: 5,
      [
        "* help me *": ["What kind of help would be right for you?", "What would it mean to (4)?"],
        "*": ["I will try. Where shall we start?", "What have you tried so far?"],
      ]),
  ]
}
