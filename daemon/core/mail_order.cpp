#include "core/mail_order.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/text.hpp"
#include "calendar/when.hpp"

namespace amends::core {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t longest_line = 200;  // bytes; an order is short

std::string_view first_line(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    const auto line = text.substr(begin, text.find_first_of("\r\n", begin) - begin);
    return line.size() > longest_line ? std::string_view{} : line;
}

/// In lower case, without what phones put around a word: "Done." is "done".
Words words_of(std::string_view line) {
    Words words;
    std::string word;
    for (const char c : base::lower_ascii(line) + " ") {
        if (c != ' ' && c != '\t') {
            word += c;
            continue;
        }
        while (!word.empty() && std::string_view(".,;!\"'").find(word.back()) != std::string_view::npos) {
            word.pop_back();
        }
        if (!word.empty()) words.push_back(word);
        word.clear();
    }
    return words;
}

std::string joined(const Words& words, std::size_t from) {
    std::string text;
    for (std::size_t at = from; at < words.size(); ++at) text += (text.empty() ? "" : " ") + words[at];
    return text;
}

std::optional<int> number(const std::string& word) {
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = error == std::errc() && end == word.data() + word.size();
    return whole && value > 0 && value < 1000 ? std::optional(value) : std::nullopt;
}

bool is_one_of(const std::string& word, const auto& all) { return std::ranges::find(all, word) != all.end(); }

/// What people say around an order: "Ok, done, thanks".
Words without_courtesies(Words words) {
    constexpr std::array<std::string_view, 5> before{"ok", "okay", "yes", "please", "pls"};
    constexpr std::array<std::string_view, 9> behind{"thanks", "thank", "you", "thx", "cheers",
                                                     "please", "pls",   "now", "ta"};
    while (words.size() > 1 && is_one_of(words.front(), before)) words.erase(words.begin());
    while (words.size() > 1 && is_one_of(words.back(), behind)) words.pop_back();
    return words;
}

/// "Hi," or "Hello Nora," in a line of its own.
bool greets(const Words& words) {
    constexpr std::array<std::string_view, 6> greetings{"hi", "hello", "hey", "dear", "hallo", "hej"};
    return !words.empty() && words.size() <= 3 && is_one_of(words.front(), greetings);
}

/// The words of the first line that is no greeting.
Words order_in(std::string_view text) {
    auto line = first_line(text);
    if (greets(words_of(line)))
        line = first_line(text.substr(static_cast<std::size_t>(line.data() - text.data()) + line.size()));
    return without_courtesies(words_of(line));
}

MailOrder unclear(std::string said) { return {std::nullopt, std::move(said)}; }

MailOrder later(const Words& words, base::Instant sent_at, const calendar::Zone& zone) {
    const auto until = calendar::read_when(joined(words, 1), sent_at, zone);
    if (!until) return unclear("it is not clear until when");
    return {Snooze{*until}, "later"};
}

MailOrder answered(const Words& words) {
    constexpr std::array<std::string_view, 3> ways{"phone", "meeting", "other"};
    const std::string way = words.size() == 1 ? "other" : words.back();
    const bool by = words.size() == 3 && words[1] == "by";
    if (words.size() > 2 && !by) return unclear("it is not clear how they answered");
    if (std::ranges::find(ways, way) == ways.end()) return unclear("it is not clear how they answered");
    return {Answered{way, ""}, "answered"};
}

MailOrder kept(const Words& words) {
    if (words.size() == 1) return {Kept{}, "kept"};
    const auto promise = words.size() == 2 ? number(words[1]) : std::nullopt;
    if (!promise) return unclear("it is not clear which promise is kept");
    return {Kept{.promise = *promise}, "kept"};
}

MailOrder slipped(const Words& words, base::Instant sent_at, const calendar::Zone& zone) {
    Slipped order;
    const auto day_from = [&](std::size_t at) {
        if (at < words.size() && (words[at] == "to" || words[at] == "--to")) ++at;
        return calendar::read_day(joined(words, at), sent_at, zone);
    };
    auto day = day_from(1);  // "slipped 2 December" names a day, "slipped 2 friday" a promise and a day
    if (const auto promise = words.size() > 2 ? number(words[1]) : std::nullopt; promise && !day) {
        order.promise = *promise;
        day = day_from(2);
    }
    if (!day) return unclear("it is not clear to which day it slips");
    order.to = *day;
    return {order, "slipped"};
}

}  // namespace

MailOrder read_mail_order(std::string_view text, base::Instant sent_at, const calendar::Zone& zone) {
    const Words words = order_in(text);
    if (words.empty()) return unclear("its first line is no order");
    const std::string& verb = words.front();
    if (verb == "later" || verb == "snooze") return later(words, sent_at, zone);
    if (verb == "answered") return answered(words);
    if (verb == "kept") return kept(words);
    if (verb == "slipped") return slipped(words, sent_at, zone);
    if (words.size() == 1 && verb == "done") return {Done{}, "done"};
    if (words.size() == 1 && verb == "drop") return {Drop{}, "drop"};
    if (words.size() == 1 && (verb == "release" || verb == "no")) return {Release{}, "release"};
    return unclear("its first line is no order");
}

}  // namespace amends::core
