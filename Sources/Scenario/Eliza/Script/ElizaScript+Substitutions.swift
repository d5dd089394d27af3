extension ElizaScript {
  /// Contractions spelt out and near-synonyms folded together before keywords are looked for.
  static let builtInPreparations: [String: String] = [
    "i'm": "I am", "im": "I am", "i've": "I have", "i'd": "I would", "i'll": "I will",
    "you're": "you are", "you've": "you have", "you'll": "you will", "you'd": "you would",
    "it's": "it is", "that's": "that is", "what's": "what is", "who's": "who is",
    "where's": "where is", "how's": "how is", "there's": "there is", "we're": "we are",
    "dont": "don't", "cant": "can't", "cannot": "can't", "wont": "won't", "didnt": "didn't",
    "isnt": "isn't", "doesnt": "doesn't", "u": "you", "ur": "your", "r": "are",
    "hi": "hello", "hey": "hello", "hiya": "hello", "greetings": "hello", "howdy": "hello",
    "goodbye": "bye", "farewell": "bye", "quit": "bye", "ciao": "bye",
    "thank": "thanks", "thx": "thanks", "cheers": "thanks", "apologies": "sorry",
    "maybe": "perhaps", "possibly": "perhaps", "yeah": "yes", "yep": "yes", "yup": "yes",
    "sure": "yes", "ok": "yes", "okay": "yes", "nope": "no", "nah": "no",
    "recall": "remember", "recollect": "remember", "dreamt": "dreamed", "dreams": "dream",
    "everybody": "everyone", "noone": "nobody", "machine": "computer", "machines": "computer",
    "computers": "computer", "robot": "computer", "bot": "computer", "chatbot": "computer",
  ]

  /// Who says what to whom, turned round; pairs come before single words.
  static let builtInReflections: [String: String] = [
    "i am": "you are", "i was": "you were", "am i": "are you", "was i": "were you",
    "you are": "I am", "you were": "I was", "are you": "am I", "were you": "was I",
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "you": "I", "your": "my", "yours": "mine", "yourself": "myself", "am": "are",
  ]

  /// The word families that patterns name with `@`.
  static let builtInFamilies: [String: Set<String>] = [
    "need": ["need", "want", "require", "wish"],
    "down": ["sad", "unhappy", "depressed", "lonely", "miserable", "upset", "lost", "stuck"],
    "worn": ["tired", "exhausted", "sleepy", "burnt", "overworked", "worn", "stressed"],
    "glad": ["happy", "glad", "proud", "excited", "relieved", "pleased", "better"],
    "believe": ["think", "believe", "feel", "guess", "suspect", "suppose"],
    "family": ["mother", "father", "mum", "mom", "dad", "sister", "brother", "wife", "husband"],
    "fails": ["fails", "failing", "failed", "breaks", "broken", "broke", "crashes", "crashed"],
  ]
}
