#include "guide/greeting.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "base/text.hpp"

namespace amends::guide {
namespace {

using Words = std::vector<std::string>;

/// The word in small letters, without a full stop at its end.
std::string plain(std::string_view word) {
    auto text = base::lower_ascii(word);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& all, std::string_view word) {
    return std::ranges::find(all, plain(word)) != all.end();
}

bool is_title(std::string_view word) {
    static constexpr std::array all{"mr",       "mrs",    "ms",     "miss", "mx",   "dr",       "prof",  "professor",
                                    "doctor",   "herr",   "frau",   "sir",  "dame", "lady",     "lord",  "rev",
                                    "reverend", "father", "sister", "mme",  "m",    "monsieur", "madame"};
    return is_one_of(all, word);
}

/// Greeted with the first name: "Sir Paul".
bool takes_first_name(std::string_view title) {
    static constexpr std::array all{"sir", "dame", "father", "sister"};
    return is_one_of(all, title);
}

bool is_after_name(std::string_view word) {
    static constexpr std::array all{"phd", "ph.d", "md",  "m.d", "mba", "esq", "jr",  "sr",  "ii",  "iii", "iv",
                                    "cpa", "msc",  "bsc", "ma",  "ba",  "llm", "obe", "mbe", "cbe", "rn"};
    return is_one_of(all, word);
}

/// What begins a surname: "van der Berg", "de la Cruz".
bool is_particle(std::string_view word) {
    static constexpr std::array all{"van", "von", "der", "den", "ter", "ten", "de",  "del", "della", "di", "da", "dos",
                                    "das", "du",  "la",  "le",  "zu",  "zum", "zur", "bin", "ibn",   "al", "el", "st"};
    return is_one_of(all, word);
}

/// Several people, or none: a firm, an office, a list.
bool is_no_single_person(std::string_view word) {
    static constexpr std::array all{
        "and",         "&",       "+",       "und",      "et",         "the",      "team",     "family",     "ltd",
        "inc",         "llc",     "llp",     "gmbh",     "ag",         "co",       "corp",     "company",    "group",
        "office",      "support", "sales",   "accounts", "accounting", "info",     "board",    "department", "dept",
        "clinic",      "school",  "council", "hotel",    "service",    "services", "help",     "desk",       "club",
        "association", "church",  "society", "bank",     "studio",     "agency",   "partners", "billing",    "for"};
    return is_one_of(all, word);
}

/// A script whose names have the surname first, or whose order is not told by the place: not Latin, Greek or Cyrillic.
bool is_of_another_order(std::string_view word) {
    return std::ranges::any_of(word, [](char byte) { return static_cast<unsigned char>(byte) >= 0xE3; });
}

bool is_initial(std::string_view word) { return word.size() == 1 || word.ends_with('.'); }

bool in_capitals(std::string_view word) {
    return word.size() > 2 && std::ranges::all_of(word, [](char byte) {
               return (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '\'';
           });
}

Words split(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string joined(const Words& words, std::size_t from = 0) {
    std::string all;
    for (std::size_t i = from; i < words.size(); ++i) all += (all.empty() ? "" : " ") + words[i];
    return all;
}

/// "Okafor, Joyce" in the order in which it is said, without what stands after a name or in brackets; "" for a list.
std::string in_order(std::string_view name) {
    auto text = base::trimmed(name.substr(0, name.find('(')));
    while (text.size() > 1 && text.front() == '"' && text.back() == '"')
        text = base::trimmed(text.substr(1, text.size() - 2));
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) return std::string(text);
    const auto before = base::trimmed(text.substr(0, comma)), after = base::trimmed(text.substr(comma + 1));
    const auto rest = split(after.substr(0, after.find(',')));
    if (!rest.empty() && std::ranges::all_of(rest, is_after_name)) return std::string(before);
    if (after.empty() || after.find(',') != std::string_view::npos) return "";
    return std::string(after) + " " + std::string(before);
}

/// Where the surname begins in what follows the titles.
std::size_t surname_at(const Words& names) {
    for (std::size_t i = 1; i < names.size(); ++i)
        if (is_particle(names[i])) return i;
    return names.size() - 1;
}

std::string first_name(const Words& names) {
    const bool all_capitals = std::ranges::all_of(names, in_capitals);
    for (const auto& name : names)
        if (all_capitals || !in_capitals(name)) return name;  // "OKAFOR Joyce"
    return names.front();
}

}  // namespace

std::string greeting_name(std::string_view full_name, LetterTone tone) {
    if (full_name.find_first_of("@<>;") != std::string_view::npos) return "";
    Words names = split(in_order(full_name));
    while (names.size() > 1 && is_after_name(names.back())) names.pop_back();
    auto whole = joined(names);
    std::size_t titles = 0;
    while (titles < names.size() && is_title(names[titles])) ++titles;
    const Words title(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(titles));
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(titles));
    if (names.size() < 2 || std::ranges::any_of(names, is_no_single_person) ||
        std::ranges::any_of(names, is_of_another_order) || is_particle(names.front()))
        return whole;
    if (titles > 0 && takes_first_name(title.back())) return joined(title) + " " + names.front();
    auto first = first_name(names);
    if (tone == LetterTone::personal && !is_initial(first)) return first;
    return titles == 0 ? whole : joined(title) + " " + joined(names, surname_at(names));
}

}  // namespace amends::guide
