#include <array>
#include <cctype>

#include "guide/zone_marks.hpp"

namespace amends::guide {
namespace {

constexpr std::size_t longest_quotation = 300;

bool is_word(char byte) { return std::isalnum(static_cast<unsigned char>(byte)) != 0 || (byte & 0x80) != 0; }

struct Pair {
    std::string_view opens, closes;
    bool straight = false;  // the same mark on both sides: where it stands decides
    bool single = false;    // the closing mark is an apostrophe too
};
constexpr std::array<Pair, 11> pairs{{{"\u201c", "\u201d"},
                                      {"\u201e", "\u201c"},
                                      {"\u201e", "\u201d"},
                                      {"\u00ab", "\u00bb"},
                                      {"\u00bb", "\u00ab"},
                                      {"&ldquo;", "&rdquo;"},
                                      {"\"", "\"", true},
                                      {"&quot;", "&quot;", true},
                                      {"\u2018", "\u2019", false, true},
                                      {"&lsquo;", "&rsquo;", false, true},
                                      {"'", "'", true, true}}};

bool may_be_mark(char byte) { return byte == '"' || byte == '\'' || byte == '&' || byte == '\xe2' || byte == '\xc2'; }

bool may_open(std::string_view text, std::size_t at, const Pair& pair) {
    const auto after = at + pair.opens.size();
    if (after >= text.size() || text[after] == ' ' || text[after] == '\n' || text[after] == '\r') return false;
    if (!pair.straight && !pair.single) return true;
    const bool rock_and_roll = text.substr(after, 2) == "n'";
    if (pair.single && (std::isdigit(static_cast<unsigned char>(text[after])) != 0 || rock_and_roll)) return false;
    return at == 0 || !is_word(text[at - 1]);
}

/// Behind the closing mark of the quotation whose words begin at `from`; 0 where it has none near.
std::size_t quotation_end(std::string_view text, std::size_t from, const Pair& pair) {
    const auto reach = text.substr(from, longest_quotation);
    const auto paragraph = reach.substr(0, reach.find("\n\n"));
    for (auto at = paragraph.find(pair.closes); at != std::string_view::npos;
         at = paragraph.find(pair.closes, at + 1)) {
        const auto behind = from + at + pair.closes.size();
        if (at == 0) return 0;
        const char before = paragraph[at - 1];
        if (pair.straight && (before == ' ' || before == '\n')) continue;
        if ((pair.straight || pair.single) && behind < text.size() && is_word(text[behind])) continue;
        return behind;
    }
    return 0;
}

}  // namespace

void mark_quotations(std::string_view text, Marks& marks) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!may_be_mark(text[i]) || marks[i] != own_mark) continue;
        for (const auto& pair : pairs) {
            if (text.substr(i, pair.opens.size()) != pair.opens || !may_open(text, i, pair)) continue;
            const auto end = quotation_end(text, i + pair.opens.size(), pair);
            if (end == 0) continue;
            for (auto at = i; at < end; ++at) {
                if (marks[at] == own_mark) marks[at] = quotation_mark;
            }
            i = end - 1;
            break;
        }
    }
}

}  // namespace amends::guide
