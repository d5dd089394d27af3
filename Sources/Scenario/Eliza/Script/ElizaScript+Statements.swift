extension ElizaScript {
  /// The common words that carry most statements.
  static let builtInStatements: [ElizaKeyword] = [
    ElizaKeyword(
      "i", rank: 1,
      [
        "* i @need *": [
          "What would change if you had (4)?",
          "Why do you (3) (4)?",
          "Suppose you got (4) tomorrow. What would you do first?",
          "How would you manage without (4)?",
        ],
        "* i am @down *": ["=down"],
        "* i am @worn *": ["=worn"],
        "* i am @glad *": ["=glad"],
        "* i feel *": [
          "When did you begin to feel (4)?",
          "Do you often feel (4)?",
          "What do you do when you feel (4)?",
        ],
        "* i am *": [
          "How long have you been (4)?",
          "Did you come here because you are (4)?",
          "Would you rather not be (4)?",
        ],
        "* i can't *": [
          "What keeps you from being able to (4)?",
          "Perhaps you could (4) in smaller steps.",
          "What would it take before you could (4)?",
        ],
        "* i don't *": ["Do you wish you did (4)?", "Why don't you (4)?"],
        "* i have *": ["How long have you had (4)?", "What does it mean to you to have (4)?"],
        "* i will *": [
          "What will be different once you (4)?", "Who else knows that you will (4)?",
        ],
        "* i @believe i *": ["Do you doubt that you (5)?", "What makes you so sure that you (5)?"],
        "* i @believe *": ["Do others (3) (4) too?", "What would make you change your mind?"],
        "* i was *": ["How was it to be (4)?", "Were you (4) for long?"],
        "* i * you": [
          "Is it really me whom you (3)?", "What makes you (3) me?", "Do you (3) anyone else?",
        ],
        "* i *": [
          "You say you (3). Tell me more.",
          "What led up to that, that you (3)?",
          "How do you feel when you say you (3)?",
        ],
      ]),
    ElizaKeyword(
      "you", rank: 1,
      [
        "* you are *": [
          "What makes you think I am (4)?",
          "Would you like me to be (4)?",
          "Perhaps you would like to be (4) yourself.",
        ],
        "* you * me": ["Why do you think I (3) you?", "Would you like it if I (3) you?"],
        "* you *": [
          "We were talking about you, not about me.",
          "Oh, do I (3)?",
          "What would it tell you if I (3)?",
        ],
      ]),
    ElizaKeyword(
      "are", rank: 1,
      [
        "* are you *": [
          "Does it matter to you whether I am (4)?",
          "What would you do differently if I were (4)?",
          "I may be (4) in your imagination. Is that enough?",
        ],
        "* are *": ["What if they were not (3)?", "Are they always (3)?"],
      ]),
    ElizaKeyword(
      "my", rank: 2,
      [
        "* my @family *": ["=family"],
        "* my name is *": ["=name"],
        "* my *": [
          "Tell me more about your (3).",
          "What else comes to mind when you think of your (3)?",
          "Why do you say your (3)?",
        ],
      ]),
    ElizaKeyword(
      "remember", rank: 5,
      [
        "* i remember *": [
          "What brought (4) back to you just now?",
          "Do you often think of (4)?",
          "What else do you remember about it?",
        ],
        "* do you remember *": [
          "Did you think I would forget (5)?", "What about (5) should I bring back?",
        ],
        "*": ["What is it that stays with you?", "="],
      ]),
    ElizaKeyword(
      "if", rank: 3,
      [
        "* if *": [
          "Do you think it is likely that (3)?",
          "What would you do if (3)?",
          "And if not? What then?",
        ]
      ]),
    ElizaKeyword(
      "because", rank: 1,
      [
        "*": [
          "Is that the real reason?",
          "What other reasons might there be?",
          "Does that reason explain anything else?",
        ]
      ]),
    ElizaKeyword(
      "always", rank: 1,
      [
        "*": [
          "Always? Can you think of one exception?", "When was the last time?", "Really always?",
        ]
      ]),
    ElizaKeyword(
      "like", rank: 2,
      [
        "* is like *": ["In what way is it like (4)?", "What do the two have in common?"],
        "*": ["=", "What makes you bring that up?"],
      ]),
  ]
}
