#include "guide/promise_time.hpp"

#include <algorithm>
#include <array>

#include "guide/promise_phrases.hpp"

namespace amends::guide::promise {
namespace {

struct Piece {
    std::size_t taken = 0;
    bool day = false;
};

/// One piece that is not there yet, at `at`.
Piece read_piece(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    // "first thing tomorrow morning": the morning says it better.
    const bool refines = into.day_part == DayPart::end_of_day && into.anchor != Anchor::none;
    if (into.day_part == DayPart::none || (refines && tokens[at].is(Is::day_part))) {
        auto tried = into;
        if (const auto taken = read_day_part(tokens, at, last, tried);
            taken != 0 && !(tokens[at].is("end") && into.anchor == Anchor::none && taken == 0)) {
            // "end of day" is one, "the end of the day after tomorrow" is not.
            const bool goes_on = tokens[at + taken].is("after") && tokens[at + taken + 1].is("tomorrow");
            if (!goes_on) {
                into = tried;
                return {taken, false};
            }
        }
    }
    if (!into.clock) {
        auto tried = into;
        const bool looks_like_a_date = into.anchor == Anchor::none && [&] {
            auto date = into;
            if (date.lead == Lead::none) date.lead = Lead::on;
            return read_date(tokens, at, last, date) != 0 && date.anchor != Anchor::unknown;
        }();
        if (!looks_like_a_date) {
            if (const auto taken = read_clock(tokens, at, last, tried)) {
                into = tried;
                return {taken, false};
            }
        }
    }
    if (into.anchor == Anchor::none) {
        auto tried = into;
        if (const auto taken = read_day(tokens, at, last, tried)) {
            into = tried;
            return {taken, true};
        }
    }
    return {};
}

/// "Monday to Wednesday", "between 9 and 11", "Monday or Tuesday": the later end counts.
std::size_t read_range(const Tokens& tokens, std::size_t at, std::size_t last, bool between, TimeWords& into) {
    const auto& join = tokens[at];
    const bool joins = join.is("to") || join.is("-") || join.is("~") || join.is("or") || join.is("until") ||
                       join.is("till") || join.is("/") || (between && join.is("and"));
    if (at + 1 >= last || !joins) return 0;
    TimeWords end;
    end.lead = into.clock && into.anchor == Anchor::none ? Lead::by : into.lead;
    if (into.clock) end.clock_lead = Lead::at;
    auto word = at + 1;
    if (join.is("or") && (tokens[word].is("on") || tokens[word].is("by"))) ++word;
    const auto piece = read_piece(tokens, word, last, end);
    if (piece.taken == 0) return 0;
    if (into.clock && end.clock && end.anchor == Anchor::none) {
        into.clock = end.clock;
        return word - at + piece.taken;
    }
    const bool same_kind = into.anchor != Anchor::none && end.anchor != Anchor::none && !into.clock;
    if (!same_kind) return 0;
    end.lead = into.lead;
    end.words = into.words;
    into = end;
    return word - at + piece.taken;
}

/// A cheap look first: nearly every word of a letter can begin no time words.
bool may_begin(const Tokens& tokens, std::size_t at, std::size_t last) {
    constexpr std::size_t reach = 8;
    constexpr auto tells = static_cast<std::uint64_t>(Is::weekday) | static_cast<std::uint64_t>(Is::short_weekday) |
                           static_cast<std::uint64_t>(Is::month) | static_cast<std::uint64_t>(Is::cardinal) |
                           static_cast<std::uint64_t>(Is::ordinal) | static_cast<std::uint64_t>(Is::unit) |
                           static_cast<std::uint64_t>(Is::day_part) | static_cast<std::uint64_t>(Is::vague_time) |
                           static_cast<std::uint64_t>(Is::tells_time);
    constexpr auto opens = tells | static_cast<std::uint64_t>(Is::opens_time);
    const auto& first = tokens[at];
    if (first.kind == Token::Kind::mark) return false;
    if (first.kind == Token::Kind::word && (first.classes & opens) == 0) return false;
    for (auto word = at; word < std::min(last, at + reach); ++word) {
        if (tokens[word].kind == Token::Kind::number || (tokens[word].classes & tells) != 0) return true;
        if (tokens[word].is(".") || tokens[word].is(";")) return false;
    }
    return false;
}

bool needs_a_lead(const TimeWords& time) {
    const bool bare_part = time.anchor == Anchor::none && !time.clock && time.day_part <= DayPart::night;
    if (bare_part && time.day_part != DayPart::none) return true;  // "the night shift"
    if (time.anchor == Anchor::duration || time.anchor == Anchor::vague) {
        return !time.clock && time.day_part == DayPart::none;
    }
    return false;
}

}  // namespace

std::size_t read_all_words(const Tokens& tokens, std::size_t at, std::size_t last, std::string_view words) {
    for (auto word = at; word < last; ++word) {
        const auto next = tokens[word].word;
        if (!words.starts_with(next)) return 0;
        if (words.size() == next.size()) return word + 1 - at;
        if (words[next.size()] != ' ') return 0;
        words.remove_prefix(next.size() + 1);
    }
    return 0;
}

bool noun_follows(const Tokens& tokens, std::size_t at, std::size_t last) {
    const auto& token = tokens[at];
    if (at >= last || token.kind != Token::Kind::word) return false;
    return !token.is(Is::function_word) && !token.is(Is::adverb) && !token.is(Is::day_part) && !token.is(Is::unit) &&
           !token.is("latest") && !token.is("coming") && !token.is("next") && !token.is("early") && !token.is("late") &&
           !token.is("sharp") && !token.is("at") && !token.is("first") && !token.is("week") && !token.is("sometime");
}

std::optional<TimeWords> read_time_words(const Tokens& tokens, std::size_t at, std::size_t last) {
    if (!may_begin(tokens, at, last)) return std::nullopt;
    if (auto then = read_antecedent(tokens, at, last)) return then;
    if (auto vague = read_vague(tokens, at, last)) return vague;
    if (const auto saying = read_saying(tokens, at, last)) {
        TimeWords nothing;
        nothing.words = {at, at + saying};
        nothing.attributive = true;
        return nothing;
    }
    TimeWords time;
    if (const auto rhythm = read_rhythm(tokens, at, last, time)) {
        time.words = {at, at + rhythm};
        return time;
    }
    auto word = at;
    for (int leads = 0; leads < 2; ++leads) {
        Lead lead = Lead::none;
        const auto taken = read_lead(tokens, word, last, lead);
        if (taken == 0) break;
        if (time.lead == Lead::none || (time.lead == Lead::until && lead == Lead::by)) time.lead = lead;
        word += taken;
    }
    bool between = tokens[at].is("between") || tokens[at].is("from") || tokens[at].is("either");
    if (word > at && !may_begin(tokens, word, last)) return std::nullopt;
    auto end = word;
    for (int pieces = 0; pieces < 5; ++pieces) {
        auto next = end;
        auto tried = time;
        if (pieces > 0) {
            Lead joint = Lead::none;
            next += read_joint(tokens, end, last, joint);
            const bool has_day = tried.anchor != Anchor::none;
            tried.clock_lead = joint;
            between = between || (next > end && (tokens[next - 1].is("between") || tokens[next - 1].is("from")));
            if (has_day && joint == Lead::none && next > end) tried.clock_lead = Lead::none;
        }
        const auto piece = read_piece(tokens, next, last, tried);
        if (piece.taken == 0) break;
        // A joint that leads a second day belongs to that day alone.
        if (pieces > 0 && piece.day && tried.anchor == Anchor::duration) break;
        time = tried;
        end = next + piece.taken;
        end += read_range(tokens, end, last, between, time);
        if (time.attributive) break;
    }
    if (end == word) return std::nullopt;
    if (needs_a_lead(time) && time.lead == Lead::none) {
        const bool counted_from_now = end > word && (tokens[end - 1].is("now") || tokens[end - 1].is("today"));
        if (!counted_from_now) return std::nullopt;
        time.lead = Lead::in;
    }
    if (time.clock && time.anchor == Anchor::none && time.lead == Lead::none && time.clock->hour == 0 &&
        !time.clock->half_known) {
        return std::nullopt;
    }
    if (tokens[end].is("'s") && end < last) {
        time.attributive = true;
        ++end;
    }
    end += read_tail(tokens, end, last, time);
    time.words = {at, end};
    return time;
}

std::vector<TimeWords> times_in(const Tokens& tokens, Span sentence, std::vector<bool>& timed) {
    std::vector<TimeWords> times;
    timed.assign(sentence.last - sentence.first, false);
    for (auto at = sentence.first; at < sentence.last;) {
        auto time = read_time_words(tokens, at, sentence.last);
        if (!time) {
            ++at;
            continue;
        }
        std::fill(timed.begin() + static_cast<std::ptrdiff_t>(at - sentence.first),
                  timed.begin() + static_cast<std::ptrdiff_t>(time->words.last - sentence.first), true);
        at = time->words.last;
        times.push_back(*time);
    }
    return times;
}

}  // namespace amends::guide::promise
