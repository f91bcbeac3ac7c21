// Periods and spans of time: "the end of next week", "mid-March", "Q3", "48 hours", "three working days", "a
// fortnight".
#include <algorithm>
#include <array>

#include "guide/phrase_list.hpp"
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

struct PartWords {
    std::string_view words;
    Part part;
};
constexpr PhraseList part_words{std::array{
    PartWords{"the very end of", Part::end},
    PartWords{"the end of", Part::end},
    PartWords{"end of", Part::end},
    PartWords{"end", Part::end},
    PartWords{"the close of", Part::end},
    PartWords{"the last day of", Part::end},
    PartWords{"the final day of", Part::end},
    PartWords{"the last week of", Part::end},
    PartWords{"the end - of", Part::end},
    PartWords{"the latter half of", Part::end},
    PartWords{"the second half of", Part::end},
    PartWords{"the middle of", Part::middle},
    PartWords{"middle of", Part::middle},
    PartWords{"mid -", Part::middle},
    PartWords{"mid", Part::middle},
    PartWords{"the first half of", Part::middle},
    PartWords{"the beginning of", Part::start},
    PartWords{"beginning of", Part::start},
    PartWords{"the start of", Part::start},
    PartWords{"start of", Part::start},
    PartWords{"the first day of", Part::start},
    PartWords{"the first week of", Part::first_week},
    PartWords{"early in", Part::early},
    PartWords{"early", Part::early},
    PartWords{"the first days of", Part::early},
    PartWords{"late in", Part::late},
    PartWords{"late", Part::late},
    PartWords{"later", Part::late},
    PartWords{"later on", Part::late},
}};

struct OffsetWords {
    std::string_view words;
    int offset;
};
constexpr PhraseList offset_words{std::array{
    OffsetWords{"this coming", 1},   OffsetWords{"the coming", 1},   OffsetWords{"coming", 1},
    OffsetWords{"the following", 1}, OffsetWords{"following", 1},    OffsetWords{"the next", 1},
    OffsetWords{"next", 1},          OffsetWords{"the current", 0},  OffsetWords{"this current", 0},
    OffsetWords{"current", 0},       OffsetWords{"this same", 0},    OffsetWords{"this", 0},
    OffsetWords{"the same", 0},      OffsetWords{"last", -1},        OffsetWords{"the last", -1},
    OffsetWords{"the past", -1},     OffsetWords{"past", -1},        OffsetWords{"the previous", -1},
    OffsetWords{"previous", -1},     OffsetWords{"the calendar", 0}, OffsetWords{"the working", 0},
    OffsetWords{"the business", 0},  OffsetWords{"the", 0},
}};

bool is_period(Unit unit) {
    return unit == Unit::week || unit == Unit::month || unit == Unit::quarter || unit == Unit::year;
}

/// "before the month is out": behind the period.
std::size_t read_over(const Tokens& tokens, std::size_t at, std::size_t last) {
    for (const std::string_view words : {"is out", "is over", "is up", "ends", "is done", "'s out", "'s over", "'s end",
                                         "runs out", "has ended", "has passed", "closes", "comes to an end"}) {
        if (const auto taken = read_words(tokens, at, last, words)) return taken;
    }
    return 0;
}

/// "week", "next month", "the week after next", "March", "Q3", "2026", "the weekend": what a part may be of.
std::size_t read_whole(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    const auto& first = tokens[at];
    if (at >= last) return 0;
    if (first.is(Is::month)) {
        into.anchor = Anchor::named_month;
        into.month = static_cast<unsigned>(first.value);
        auto taken = std::size_t{1};
        if (tokens[at + 1].is("of")) ++taken;
        const auto& year = tokens[at + taken];
        if (at + taken < last && year.kind == Token::Kind::number && year.value > 1990 && year.value < 2100) {
            into.year = year.value;
            return taken + 1;
        }
        return 1;
    }
    if (first.is("next") && tokens[at + 1].is(Is::month)) {
        into.anchor = Anchor::named_month;
        into.month = static_cast<unsigned>(tokens[at + 1].value);
        return 2;
    }
    if (first.is("q") && at + 1 < last && !tokens[at + 1].spaced && tokens[at + 1].value >= 1 &&
        tokens[at + 1].value <= 4) {
        into.anchor = Anchor::named_quarter;
        into.n = tokens[at + 1].value;
        const auto& year = tokens[at + 2];
        if (at + 2 < last && year.kind == Token::Kind::number && year.value > 1990 && year.value < 2100) {
            into.year = year.value;
            return 3;
        }
        return 2;
    }
    const std::size_t article = first.is("the") ? 1 : 0;
    if (const auto& nth = tokens[at + article]; nth.is(Is::ordinal) && nth.value >= 1 && nth.value <= 4 &&
                                                at + article + 1 < last && tokens[at + article + 1].is("quarter")) {
        into.anchor = Anchor::named_quarter;
        into.n = nth.value;
        return article + 2;
    }
    if (first.kind == Token::Kind::number && first.word.size() == 4 && first.value > 1990 && first.value < 2100) {
        into.anchor = Anchor::year;
        into.year = first.value;
        return 1;
    }
    for (const auto& [words, offset] : offset_words.like(tokens[at].word)) {
        const auto taken = read_words(tokens, at, last, words);
        const auto& unit = tokens[at + taken];
        if (taken == 0 || at + taken >= last) continue;
        if (unit.is("weekend")) {
            into.anchor = Anchor::weekend;
            into.offset = words == "next" ? 1 : std::min(offset, 0);
            into.past = offset < 0;
            return taken + 1;
        }
        if (!unit.is(Is::unit) || !is_period(static_cast<Unit>(unit.value)) || unit.word.ends_with("s")) continue;
        into.anchor = Anchor::period;
        into.unit = static_cast<Unit>(unit.value);
        into.offset = offset;
        into.past = offset < 0;
        if (words == "the" && read_words(tokens, at + taken + 1, last, "after next") != 0) {
            into.offset = 2;
            return taken + 3;
        }
        if (words == "the" && tokens[at + taken + 1].is("after") && tokens[at + taken + 2].kind == Token::Kind::mark) {
            into.offset = 1;
            return taken + 2;
        }
        return taken + 1;
    }
    const bool of_part = into.part != Part::whole || into.lead == Lead::before;
    if (of_part && first.is(Is::unit) && is_period(static_cast<Unit>(first.value)) && !first.word.ends_with("s")) {
        into.anchor = Anchor::period;
        into.unit = static_cast<Unit>(first.value);
        return 1;
    }
    return 0;
}

/// "EOW", "month's end", "year end".
std::size_t read_end_word(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    struct End {
        std::string_view words;
        Unit unit;
        int offset = 0;
    };
    static constexpr PhraseList ends{std::array{
        End{"eow", Unit::week},
        End{"eom", Unit::month},
        End{"eoq", Unit::quarter},
        End{"eoy", Unit::year},
        End{"week 's end", Unit::week},
        End{"month 's end", Unit::month},
        End{"year 's end", Unit::year},
        End{"month - end", Unit::month},
        End{"year - end", Unit::year},
        End{"quarter - end", Unit::quarter},
        End{"week - end", Unit::week},
        End{"month end", Unit::month},
        End{"year end", Unit::year},
        End{"the year 's end", Unit::year},
        End{"the month 's end", Unit::month},
        End{"the week 's end", Unit::week},
        End{"the quarter 's end", Unit::quarter},
        End{"quarter end", Unit::quarter},
        End{"midweek", Unit::week},
        End{"mid - week", Unit::week},
    }};
    for (const auto& [words, unit, offset] : ends.like(tokens[at].word)) {
        const auto taken = read_words(tokens, at, last, words);
        if (taken == 0) continue;
        into.anchor = Anchor::period;
        into.part = words.starts_with("mid") ? Part::middle : Part::end;
        into.unit = unit;
        into.offset = offset;
        return taken;
    }
    return 0;
}

/// "working", "business", "full", between the number and the unit.
std::size_t read_kind(const Tokens& tokens, std::size_t at, std::size_t last, bool& working) {
    auto word = at;
    while (word < last && word < at + 3) {
        const auto& token = tokens[word];
        const bool work = token.is("working") || token.is("business") || token.is("work") || token.is("office") ||
                          token.is("trading");
        const bool other = token.is("full") || token.is("calendar") || token.is("clear") || token.is("more") ||
                           token.is("further") || token.is("short") || token.is("whole") || token.is("good") ||
                           token.is("next") || token.is("-") || token.is("coming") || token.is("consecutive");
        if (!work && !other) break;
        working = working || work;
        ++word;
    }
    return word - at;
}

/// What a span is counted from, behind it: now, or something whose date the letter does not say.
std::size_t read_counted_from(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    for (const std::string_view words : {"'s time",
                                         "' time",
                                         "time",
                                         "from now",
                                         "from today",
                                         "of today",
                                         "of now",
                                         "from this moment",
                                         "of this letter",
                                         "of this email",
                                         "of this e - mail",
                                         "of this message",
                                         "from the date of this letter",
                                         "of the date of this letter",
                                         "from receipt of this letter",
                                         "as of now",
                                         "as of today",
                                         "starting today",
                                         "hence",
                                         "starting now",
                                         "of this mail",
                                         "of sending this",
                                         "from this email",
                                         "from this message"}) {
        if (const auto taken = read_words(tokens, at, last, words)) return taken;
    }
    if (at < last &&
        (tokens[at].is("of") || tokens[at].is("from") || tokens[at].is("after") || tokens[at].is("following"))) {
        into.anchored = true;
        return 1;
    }
    if (at < last &&
        (tokens[at].is("ago") || tokens[at].is("earlier") || tokens[at].is("late") || tokens[at].is("before"))) {
        into.past = true;
        return 1;
    }
    return 0;
}

}  // namespace

std::size_t read_amount(const Tokens& tokens, std::size_t at, std::size_t last, double& amount, bool& vague) {
    if (at >= last) return 0;
    struct Words {
        std::string_view words;
        double amount;
        bool vague = false;
    };
    static constexpr PhraseList phrases{std::array{
        Words{"a couple of", 2},
        Words{"a couple more", 2, true},
        Words{"a pair of", 2},
        Words{"a few", 0, true},
        Words{"few", 0, true},
        Words{"several", 0, true},
        Words{"some", 0, true},
        Words{"a number of", 0, true},
        Words{"half an", 0.5},
        Words{"half a", 0.5},
        Words{"one and a half", 1.5},
        Words{"the next few", 0, true},
        Words{"couple of", 2},
        Words{"a matter of", 0, true},
        Words{"a handful of", 0, true},
        Words{"a dozen", 12},
    }};
    for (const auto& [words, value, is_vague] : phrases.like(tokens[at].word)) {
        const auto taken = read_words(tokens, at, last, words);
        if (taken == 0) continue;
        amount = value;
        vague = is_vague;
        return taken;
    }
    if (tokens[at].is("a") || tokens[at].is("an")) {
        amount = 1;
        return 1;
    }
    const auto single = [&](std::size_t word, double& value) -> std::size_t {
        const auto& token = tokens[word];
        if (word >= last) return 0;
        if (token.kind == Token::Kind::number && token.value >= 0 && token.value < 10000) {
            value = token.value;
            const auto& decimals = tokens[word + 2];
            if (word + 2 < last && tokens[word + 1].is(".") && !tokens[word + 1].spaced && !decimals.spaced &&
                decimals.is("5")) {
                value += 0.5;
                return 3;
            }
            return 1;
        }
        if (!token.is(Is::cardinal)) return 0;
        value = token.value;
        const std::size_t dash = tokens[word + 1].is("-") ? 1 : 0;
        const auto& ones = tokens[word + 1 + dash];
        if (token.value >= 20 && word + 1 + dash < last && ones.is(Is::cardinal) && ones.value < 10) {
            value += ones.value;
            return 2 + dash;
        }
        return 1;
    };
    auto taken = single(at, amount);
    if (taken == 0) return 0;
    // "two to three", "2-3", "three or four": the longer one is the promise.
    const auto& join = tokens[at + taken];
    if (at + taken < last && (join.is("to") || join.is("-") || join.is("~") || join.is("or") || join.is("/"))) {
        double greater = 0;
        if (const auto more = single(at + taken + 1, greater); more != 0 && greater > amount) {
            amount = greater;
            taken += 1 + more;
        }
    }
    // "five (5)"
    if (tokens[at + taken].is("(") && tokens[at + taken + 1].kind == Token::Kind::number &&
        tokens[at + taken + 2].is(")")) {
        taken += 3;
    }
    return taken;
}

std::size_t read_duration(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    auto word = at;
    bool vague = false;
    bool working = false;
    double amount = 0;
    if (tokens[word].is("the") || tokens[word].is("this")) {
        const auto& next = tokens[word + 1];
        const bool spread = next.is("next") || next.is("coming") || next.is("following");
        if (next.is("hour") && into.lead == Lead::within) {
            into.anchor = Anchor::duration;
            into.unit = Unit::hour;
            into.amount = 1;
            return 2;
        }
        if (next.is("day") && into.lead == Lead::within) {
            into.anchor = Anchor::relative;
            return 2;
        }
        if (!spread) return 0;
        ++word;
    }
    const bool next_one = tokens[word].is("next") || tokens[word].is("coming") || tokens[word].is("following");
    if (next_one) ++word;
    if (tokens[word].is("about") || tokens[word].is("around") || tokens[word].is("roughly")) ++word;
    const auto number = read_amount(tokens, word, last, amount, vague);
    word += number;
    if (number == 0 && !next_one) return 0;
    if (number == 0) amount = 1;
    word += read_kind(tokens, word, last, working);
    if (word >= last || !tokens[word].is(Is::unit)) return 0;
    if (number == 0 && tokens[word].word.ends_with("s")) vague = true;  // "the coming days"
    if (number == 0 && !vague && !working && !tokens[word].is("day") && !tokens[word].is("hour")) return 0;
    into.anchor = vague ? Anchor::vague : Anchor::duration;
    into.unit = static_cast<Unit>(tokens[word].value);
    if (working && into.unit == Unit::day) into.unit = Unit::working_day;
    if (working && into.unit == Unit::hour) into.nth = 1;  // working hours
    into.amount = amount;
    ++word;
    if (read_words(tokens, word, last, "and a half") != 0) {
        into.amount += 0.5;
        word += 3;
    }
    for (const std::string_view more :
         {"or two", "or so", "or less", "at most", "or sooner", "at the most", "maximum"}) {
        const auto taken = read_words(tokens, word, last, more);
        if (taken != 0 && more == "or two") into.amount += 1;
        word += taken;
    }
    if (tokens[word].is("'s") && tokens[word + 1].is("time")) ++word;
    word += read_counted_from(tokens, word, last, into);
    return word - at;
}

std::size_t read_period(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (const auto taken = read_end_word(tokens, at, last, into)) return taken;
    for (const auto& [words, part] : part_words.like(tokens[at].word)) {
        const auto taken = read_words(tokens, at, last, words);
        if (taken == 0) continue;
        auto tried = into;
        tried.part = part;
        if (part == Part::end && !into.inner) {
            TimeWords day = tried;  // "the end of Friday", "the end of today"
            day.part = Part::whole;
            day.inner = true;
            const auto rest = read_day(tokens, at + taken, last, day);
            const bool is_day =
                day.anchor == Anchor::weekday || day.anchor == Anchor::relative || day.anchor == Anchor::date;
            if (rest != 0 && is_day && part == Part::end && words != "end") {
                if (day.day_part == DayPart::none) day.day_part = DayPart::end_of_day;
                day.inner = false;
                into = day;
                return taken + rest;
            }
        }
        const auto rest = read_whole(tokens, at + taken, last, tried);
        if (rest == 0 || (words == "end" && tried.anchor == Anchor::year)) continue;
        into = tried;
        return taken + rest + read_over(tokens, at + taken + rest, last);
    }
    auto tried = into;
    const auto taken = read_whole(tokens, at, last, tried);
    if (taken == 0) return 0;
    const auto over = read_over(tokens, at + taken, last);
    const bool bare_month = tried.anchor == Anchor::named_month;
    const bool led = into.lead == Lead::by || into.lead == Lead::in || into.lead == Lead::before ||
                     into.lead == Lead::within || into.lead == Lead::until;
    if ((bare_month || tried.anchor == Anchor::year || tried.anchor == Anchor::named_quarter) && !led) return 0;
    if (tried.anchor == Anchor::year && into.lead == Lead::by && tokens[at + taken].is(Is::unit)) return 0;
    if (tried.anchor == Anchor::period && tokens[at].is("the") && over == 0 && tried.offset == 0 &&
        tokens[at + 1].is(Is::unit)) {
        // "within the month" ends with it; "the week" alone says nothing.
        if (into.lead != Lead::within && into.lead != Lead::before) return 0;
        tried.hedged = tried.unit == Unit::week;
    }
    if (over != 0) tried.part = Part::end;
    if (bare_month && noun_follows(tokens, at + taken, last)) tried.attributive = true;
    if (tokens[at + taken].is("'s")) {
        tried.attributive = true;
        into = tried;
        return taken + 1;
    }
    into = tried;
    return taken + over;
}

}  // namespace amends::guide::promise
