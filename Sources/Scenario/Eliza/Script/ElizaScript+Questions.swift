extension ElizaScript {
  /// Questions, to ELIZA and in general.
  static let builtInQuestions: [ElizaKeyword] = [
    ElizaKeyword(
      "who", rank: 2,
      [
        "* who are you *": [
          "I am Eliza. I follow a small script and never tire of listening. And who are you?",
          "My name is Eliza. I answer with patterns, not with opinions. What brings you here?",
        ],
        "* who is *": ["Who do you think (4) is?", "What do you already know about (4)?"],
        "*": ["Whom do you have in mind?", "Who would be the right person to ask?"],
      ]),
    ElizaKeyword(
      "what", rank: 1,
      [
        "* what can you do *": [
          "I can listen, ask, and hand your own words back to you. Try me: what is on your mind?",
          "I turn what you say around until something new shows. What shall we start with?",
        ],
        "* what is your name *": ["=name"],
        "* what are you *": ["=computer"],
        "* what do you think *": ["My opinion would only be a mirror. What do you think yourself?"],
        "* what if *": ["=if"],
        "* what is *": [
          "What does (4) mean to you?", "How would you explain (4) to a new colleague?",
        ],
        "*": [
          "Why do you ask?",
          "What answer would please you most?",
          "What comes to mind when you ask yourself that?",
          "Whom else have you asked?",
        ],
      ]),
    ElizaKeyword(
      "how", rank: 1,
      [
        "* how are you *": [
          "All my loops are turning, thank you. How are you?",
          "Quite well: no open tickets. And you?",
        ],
        "* how do i *": [
          "What have you tried so far to (5)?",
          "Suppose you could already (5). What would you do next?",
        ],
        "*": ["How would you like it to be?", "What would a first small step look like?", "=what"],
      ]),
    ElizaKeyword(
      "why", rank: 1,
      [
        "* why don't you *": [
          "Do you believe I don't (5)?", "Perhaps I will (5) one day. Would you like that?",
        ],
        "* why can't i *": [
          "What do you think keeps you from being able to (5)?", "Have you really tried to (5)?",
        ],
        "* why is *": ["When did you first notice that?", "Could it be otherwise?"],
        "*": ["What is your own best guess?", "Is the reason that important to you?", "=what"],
      ]),
    ElizaKeyword(
      "when",
      [
        "when": ["When would suit you?"],
        "*": ["Does the moment matter?", "What do you expect to happen then?"],
      ]),
    ElizaKeyword(
      "where",
      [
        "*": ["Where did you look first?", "Where would you expect it to be?", "=what"]
      ]),
    ElizaKeyword(
      "can", rank: 1,
      [
        "* can you *": [
          "What makes you wonder whether I can (4)?",
          "Suppose I could (4). What then?",
          "Would it help you if I could (4)?",
        ],
        "* can i *": [
          "Who would stop you if you wanted to (4)?",
          "Perhaps you could (4) already. What holds you back?",
        ],
        "*": ["=", "What makes you think it is possible?"],
      ]),
    ElizaKeyword(
      "name", rank: 15,
      [
        "* your name *": [
          "I am called Eliza. What may I call you?",
          "Eliza, after a flower seller who learned to talk.",
        ],
        "* my name is *": ["Pleased to meet you, (5). What brings you here?"],
        "*": ["Names are hard. Which one would you choose?", "What does the name tell you?"],
      ]),
  ]
}
