#pragma once
// A letter's text as tokens: words in lower case with what is known of each, numbers, marks. Typographic variants
// (curly apostrophes, dashes, hard spaces) become their plain forms; offsets stay those of the text. For the reading of
// promises only.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends::guide::promise {

/// What a word can be; a word may be several. The word lists stand in promise_words.cpp.
enum class Is : std::uint64_t {
    weekday = 1ULL << 0,        // value: 0 is Sunday
    short_weekday = 1ULL << 1,  // "sat": a day only where the place speaks for it
    month = 1ULL << 2,          // value: 1 to 12
    cardinal = 1ULL << 3,       // value: the number
    ordinal = 1ULL << 4,        // value: the number
    unit = 1ULL << 5,           // value: Unit
    day_part = 1ULL << 6,       // value: DayPart
    pronoun = 1ULL << 7,        // subjects only
    be_present = 1ULL << 8,
    be_past = 1ULL << 9,
    have = 1ULL << 10,
    future = 1ULL << 11,
    hypothetical = 1ULL << 12,  // would, could, might
    modal = 1ULL << 13,         // can, must, may, should
    negation = 1ULL << 14,
    past_verb = 1ULL << 15,      // irregular past forms and participles; the regular ones end in -ed
    action = 1ULL << 16,         // a base form that can carry a promise: send, call, repair
    goes_out = 1ULL << 17,       // a present form that tells of the near future: ships, arrives, follows
    intends = 1ULL << 18,        // plan, aim, expect: with "to" they promise
    pledges = 1ULL << 19,        // promise, guarantee, undertake
    reports = 1ULL << 20,        // says, told, announced
    arranged = 1ULL << 21,       // scheduled, booked
    third_party = 1ULL << 22,    // the council, the supplier
    event = 1ULL << 23,          // a meeting, a sale: it takes place whatever the writer does
    person = 1ULL << 24,         // your colleague, your solicitor
    deliverable = 1ULL << 25,    // draft, refund, update: "New draft: Thursday noon."
    no_promise = 1ULL << 26,     // words of a line without a verb that is none: hours, valid, deadline
    function_word = 1ULL << 27,  // articles, prepositions, conjunctions, adverbs
    subordinator = 1ULL << 28,
    relative = 1ULL << 29,  // which, that, who
    conjunction = 1ULL << 30,
    adverb = 1ULL << 31,
    determiner = 1ULL << 32,
    away = 1ULL << 33,          // an absence, opening: "we will be closed"
    result = 1ULL << 34,        // ready, done, live: what a promised thing will be
    vague_time = 1ULL << 35,    // soon, shortly
    abbreviation = 1ULL << 36,  // a full stop behind it ends nothing
    greeting = 1ULL << 37,
    asks = 1ULL << 38,            // a base form that opens a request: let, ask, confirm
    past_time = 1ULL << 39,       // yesterday, ago
    ends_by_itself = 1ULL << 40,  // expire, lapse
    charges = 1ULL << 41,         // charge, bill
    performs = 1ULL << 42,        // participles of the actions: "shipped", "replaced"
    opens_time = 1ULL << 43,      // the first word of time words that begin with none of their own kind: by, next
    tells_time = 1ULL << 44,      // one of these, a number, a day or a unit is in all time words
};

enum class Unit { minute, hour, day, working_day, week, fortnight, month, quarter, year };
enum class DayPart { none, morning, lunch, noon, afternoon, evening, night, close_of_business, end_of_day, midnight };

struct Token {
    enum class Kind { word, number, mark };
    Kind kind = Kind::mark;
    std::size_t start = 0, end = 0;  ///< bytes of the text
    std::string_view word;           ///< lower case, plain
    std::uint64_t classes = 0;
    int value = 0;         ///< of the word's class, or the number; -1 for a number of more than 8 digits
    int lines_before = 0;  ///< line ends between the token before and this one
    bool spaced = false;   ///< something blank stands before it
    bool capital = false;

    [[nodiscard]] bool is(Is what) const { return (classes & static_cast<std::uint64_t>(what)) != 0; }
    [[nodiscard]] bool is(std::string_view plain) const { return word == plain; }
};

/// Owns the lower-case text that its tokens look into.
class Tokens {
public:
    explicit Tokens(std::string_view text);
    Tokens(const Tokens&) = delete;
    Tokens& operator=(const Tokens&) = delete;

    [[nodiscard]] std::size_t size() const { return tokens_.size() - 1; }
    /// Beyond the end: an empty mark.
    [[nodiscard]] const Token& operator[](std::size_t at) const { return tokens_[at < size() ? at : size()]; }

private:
    void add_word(std::string_view text, std::size_t start, std::size_t end);
    void add(Token token);

    std::string lower_;
    std::vector<Token> tokens_;  ///< and one empty mark behind them
    int lines_ = 0;
    bool blank_ = true;
};

/// The words [first, last) of a sentence.
struct Span {
    std::size_t first = 0, last = 0;
};

/// Sentences by full stops, question marks, blank lines, list points, headings and greetings.
std::vector<Span> read_sentences(const Tokens& tokens);

}  // namespace amends::guide::promise
