#include "guide/check_in.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amends::guide {
namespace {

constexpr std::ptrdiff_t too_many_words = 100;

std::ptrdiff_t words_of(std::string_view text) {
    std::ptrdiff_t count = 0;
    bool within = false;
    for (const char byte : text) {
        const bool blank = byte == ' ' || byte == '\n' || byte == '\t';
        if (!blank && !within) ++count;
        within = !blank;
    }
    return count;
}

/// As it stands between double quotes in a sentence.
std::string quotable(std::string_view text) {
    std::string out;
    for (const char byte : base::trimmed(text)) {
        const bool blank = static_cast<unsigned char>(byte) <= ' ';
        if (blank && out.ends_with(' ')) continue;
        out += blank ? ' ' : byte == '"' ? '\'' : byte;
    }
    for (const auto& [from, to] : {std::pair{"\u201c", "\u2018"}, std::pair{"\u201d", "\u2019"}}) {
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at))
            out.replace(at, std::string_view(from).size(), to);
    }
    return out;
}

bool can_be_repeated(std::string_view words) {
    const std::string text = base::lower_ascii(words);
    return std::ranges::none_of(std::initializer_list<std::string_view>{"?", "sorry", "apolog", "regret", "forgive"},
                                [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

}  // namespace

base::Result<Rendered> render_check_in(const Template& form, Values values) {
    for (const char* name : {"remedy", "subject"}) {
        const auto found = values.find(name);
        if (found == values.end() || !std::holds_alternative<std::string>(found->second)) continue;
        auto& text = std::get<std::string>(found->second);
        text = quotable(text);
        if (!can_be_repeated(text)) values.erase(found);
    }
    for (const char* next : {"remedy", "subject"}) {
        auto whole = render(form, values);
        if (!whole || words_of(whole->body) < too_many_words) return whole;
        values.erase(next);
    }
    return render(form, values);
}

}  // namespace amends::guide
