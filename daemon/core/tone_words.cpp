#include "core/tone_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace amends::core {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Capital letters and signs beyond ASCII. Dashes part words as blanks do; quotation marks are nothing.
constexpr std::array<Pair, 26> signs{{
    {"\u2019", "'"}, {"\u2018", "'"}, {"\u00B4", "'"}, {"\u201C", " "}, {"\u201D", " "}, {"\u201E", " "},
    {"\u00AB", " "}, {"\u00BB", " "}, {"\u2013", ","}, {"\u2014", ","}, {"\u2026", "."}, {"\u00BF", " "},
    {"\u00A1", " "}, {"\u00A0", " "}, {"\u202F", " "}, {"\uFF1F", "?"}, {"\uFF01", "!"}, {"\u3002", "."},
    {"\u0104", "ą"}, {"\u0106", "ć"}, {"\u0118", "ę"}, {"\u0141", "ł"}, {"\u0143", "ń"}, {"\u015A", "ś"},
    {"\u0179", "ź"}, {"\u017B", "ż"},
}};

constexpr std::array<Pair, 34> short_forms{{
    {"won't", "will not"},    {"wont", "will not"},     {"can't", "can not"},
    {"cant", "can not"},      {"cannot", "can not"},    {"shan't", "shall not"},
    {"ain't", "is not"},      {"dont", "do not"},       {"doesnt", "does not"},
    {"didnt", "did not"},     {"isnt", "is not"},       {"wasnt", "was not"},
    {"arent", "are not"},     {"havent", "have not"},   {"hasnt", "has not"},
    {"couldnt", "could not"}, {"wouldnt", "would not"}, {"shouldnt", "should not"},
    {"it's", "it is"},        {"that's", "that is"},    {"thats", "that is"},
    {"what's", "what is"},    {"whats", "what is"},     {"there's", "there is"},
    {"who's", "who is"},      {"how's", "how is"},      {"where's", "where is"},
    {"he's", "he is"},        {"she's", "she is"},      {"let's", "let us"},
    {"im", "i am"},           {"ive", "i have"},        {"u", "you"},
    {"ur", "your"},
}};

constexpr std::array<Pair, 6> endings{
    {{"n't", " not"}, {"'m", " am"}, {"'re", " are"}, {"'ve", " have"}, {"'ll", " will"}, {"'d", " would"}}};

bool is_word_byte(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '\'';
}

/// The sign or capital letter beyond ASCII that `rest` begins with, and its length.
std::optional<std::pair<std::string, std::size_t>> sign_at(std::string_view rest) {
    for (const auto& [from, to] : signs)
        if (rest.starts_with(from)) return std::pair(std::string(to), from.size());
    // À to Þ, but for ×.
    const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0U;
    if (rest.front() == '\xC3' && second >= 0x80U && second <= 0x9EU && second != 0x97U)
        return std::pair(std::string{rest.front(), static_cast<char>(second + 0x20U)}, std::size_t{2});
    return std::nullopt;
}

std::string lower_case(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto code = static_cast<unsigned char>(text[at]);
        if (code < 0x80) {
            out += text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + ('a' - 'A')) : text[at];
            ++at;
        } else if (const auto sign = sign_at(text.substr(at))) {
            out += sign->first;
            at += sign->second;
        } else {
            out += text[at++];
        }
    }
    return out;
}

void add_long_form(std::string_view word, std::string& out) {
    const auto* const whole = std::ranges::find(short_forms, word, &Pair::first);
    if (whole != short_forms.end()) {
        out += whole->second;
        return;
    }
    for (const auto& [ending, meant] : endings) {
        if (word.size() <= ending.size() || !word.ends_with(ending)) continue;
        out += word.substr(0, word.size() - ending.size());
        out += meant;
        return;
    }
    // "c'est", "Nora's": an apostrophe parts words.
    for (const char byte : word) out += byte == '\'' ? ' ' : byte;
}

ToneSentence sentence_of(std::string_view text, char end, bool shouts) {
    ToneSentence sentence{{"^"}, end == '?', shouts};
    for (std::size_t at = 0; at < text.size();) {
        std::size_t stop = at;
        while (stop < text.size() && is_word_byte(text[stop])) ++stop;
        const auto word = text.substr(at, stop - at);
        if (word.find_first_not_of('\'') != std::string_view::npos) sentence.words.push_back(word);
        if (stop < text.size() && (text[stop] == ',' || text[stop] == ':')) sentence.words.emplace_back(",");
        at = stop + 1;
    }
    if (sentence.words.size() > 1) sentence.words.emplace_back(sentence.asks ? "?" : "$");
    return sentence;
}

}  // namespace

std::string plain_tone_text(std::string_view text) {
    const std::string low = lower_case(text);
    std::string out;
    out.reserve(low.size() + low.size() / 8);
    for (std::size_t at = 0; at < low.size();) {
        std::size_t stop = at;
        while (stop < low.size() && is_word_byte(low[stop])) ++stop;
        if (stop > at) add_long_form(std::string_view(low).substr(at, stop - at), out);
        if (stop < low.size()) out += low[stop] == '-' ? ' ' : low[stop];
        at = stop + 1;
    }
    return out;
}

std::vector<ToneSentence> tone_sentences(std::string_view plain) {
    std::vector<ToneSentence> sentences;
    std::size_t start = 0;
    const auto add = [&](std::size_t end, char sign, bool shouts) {
        auto sentence = sentence_of(plain.substr(start, end - start), sign, shouts);
        if (sentence.words.size() > 1) sentences.push_back(std::move(sentence));
        start = end + 1;
    };
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const char sign = plain[at];
        if (sign != '.' && sign != '!' && sign != '?' && sign != '\n' && sign != ';') continue;
        // A line end may only be a mail program's; a figure or an address may hold a point.
        if (sign == '\n' && plain.substr(at + 1, 1) != "\n") continue;
        if (sign != '\n' && at + 1 < plain.size() && is_word_byte(plain[at + 1]) &&
            static_cast<unsigned char>(plain[at + 1]) < 0x80)
            continue;
        const auto two = plain.substr(at, 2);
        add(at, two == "!?" ? '?' : sign, two == "!!" || two == "??" || two == "?!" || two == "!?");
    }
    add(plain.size(), '.', false);
    return sentences;
}

}  // namespace amends::core
