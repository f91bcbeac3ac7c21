#include "core/tone_traits.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/tone_body.hpp"
#include "core/tone_lexicon.hpp"
#include "core/tone_words.hpp"

namespace amends::core {

namespace {

constexpr int plainly = 6;

std::string_view name_of(ToneRole role) {
    switch (role) {
        case ToneRole::ends: return "phrase ends";
        case ToneRole::demands: return "phrase demands";
        case ToneRole::complains: return "phrase complains";
        case ToneRole::mocks: return "phrase mocks";
        case ToneRole::rhetorical: return "phrase rhetorical";
        case ToneRole::was_angry: return "phrase was_angry";
        case ToneRole::forgives: return "phrase forgives";
        case ToneRole::pleased: return "phrase pleased";
        case ToneRole::thanks: return "phrase thanks";
        case ToneRole::asks: return "phrase asks";
        case ToneRole::files: return "phrase files";
    }
    return {};
}

std::string trait(std::string_view name, bool negated, bool asked) {
    return std::string(name) + (negated ? " not" : "") + (asked ? " asked" : "");
}

/// What all sentences say together; no word counts without end.
class Seen {
public:
    void add(const std::string& name, int much, int most) {
        int& sum = counted_[name];
        sum = std::min(sum + much, most);
    }
    void is(std::string_view name, bool so = true) {
        if (so) counted_.insert_or_assign(std::string(name), plainly);
    }
    [[nodiscard]] bool has_one_of(std::initializer_list<std::string_view> names) const {
        return std::ranges::any_of(names, [&](std::string_view name) { return counted_.contains(name); });
    }
    [[nodiscard]] ToneTraits taken() && { return std::move(counted_); }

private:
    ToneTraits counted_;
};

void add_phrases(const std::vector<ToneFound>& phrases, bool asked, Seen& seen) {
    for (const auto& found : phrases) seen.add(trait(name_of(found.role), found.negated, asked), 2 * found.weight, 9);
}

void add_sentences(const std::vector<ToneSentence>& sentences, Seen& seen) {
    for (const auto& sentence : sentences) {
        add_phrases(find_tone_phrases(sentence.words), sentence.asks, seen);
        for (const auto& found : find_tone_signs(sentence.words)) {
            // What denies is not negated by itself.
            const bool negated = found.negated && found.name != "denies" && found.name != "nobody";
            seen.add(trait(found.name, negated, sentence.asks), 3, 9);
        }
        if (sentence.asks) seen.add("asks", 3, 9);
    }
    seen.is("only asks", std::ranges::all_of(sentences, &ToneSentence::asks) && !sentences.empty());
    seen.is("asks last", !sentences.empty() && sentences.back().asks);
}

/// What two traits say together that neither says alone.
void add_together(Seen& seen) {
    const bool thanks = seen.has_one_of({"phrase thanks", "thanks"});
    const bool asks = seen.has_one_of({"asks", "phrase asks"});
    seen.is("no thanks", !thanks && !seen.has_one_of({"thanks asked"}));
    seen.is("thanks, but", thanks && seen.has_one_of({"contrast"}));
    seen.is("forgives, asks", asks && seen.has_one_of({"phrase forgives"}));
    seen.is("only tells", !thanks && !asks &&
                              !seen.has_one_of({"phrase forgives", "phrase pleased", "peace", "glad", "arranges",
                                                "fine", "honest", "didwell", "smiles", "settles"}));
}

bool holds_one_of(std::string_view text, std::initializer_list<std::string_view> signs) {
    return std::ranges::any_of(signs, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

int count_words(std::string_view text) {
    int words = 0;
    bool inside = false;
    for (const char byte : text) {
        const bool blank = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
        if (!blank && !inside) ++words;
        inside = !blank;
    }
    return words;
}

int shouted_words(std::string_view text) {
    int count = 0;
    std::size_t run = 0;
    for (const char byte : text) {
        run = byte >= 'A' && byte <= 'Z' ? run + 1 : 0;
        if (run == 4) ++count;
    }
    return count;
}

/// Four figures, or a sign of money: what it cost.
bool names_a_sum(std::string_view text) {
    int figures = 0;
    for (const char byte : text) {
        if (byte >= '0' && byte <= '9')
            ++figures;
        else if (byte != '.' && byte != ',')
            figures = 0;
        if (figures == 4) return true;
    }
    return holds_one_of(text, {"€", "£", "$"});
}

void add_form(const ToneBody& body, std::string_view text, Seen& seen) {
    using enum ToneBody::Address;
    seen.is("no address", body.address == none);
    seen.is("formal address", body.address == formal);
    seen.is("familiar address", body.address == familiar);
    seen.is("bare name", body.address == name);
    seen.is("farewell", body.farewell);
    seen.is("kisses", body.kisses);
    seen.is("smiles", holds_one_of(text, {":)", ":-)", ";)", "\xF0\x9F"}));
    seen.is("quotes words", holds_one_of(body.words, {"\"", "\u201C", "\u201E", "\u00AB"}));
    seen.is("exclaims", holds_one_of(body.words, {"!"}));
    seen.is("shouts", shouted_words(body.words) >= 4);
    seen.is("figures", body.words.find_first_of("0123456789") != std::string_view::npos);
    seen.is("sum", names_a_sum(body.words));
    const int words = count_words(body.words);
    seen.is("short", words <= 8);
    seen.add("length", std::min(words, 120) / 10, 12);
}

}  // namespace

ToneTraits tone_traits(std::string_view text) {
    const ToneBody body = tone_body(text);
    const std::string plain = plain_tone_text(body.words);
    Seen seen;
    add_sentences(tone_sentences(plain), seen);
    if (std::ranges::any_of(plain, [](char byte) { return static_cast<unsigned char>(byte) >= 0xE3; }))
        add_phrases(find_tone_letters(plain), false, seen);
    add_form(body, text, seen);
    add_together(seen);
    seen.is("always");
    return std::move(seen).taken();
}

}  // namespace amends::core
