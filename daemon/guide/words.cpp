#include "guide/words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "guide/phrase_list.hpp"

namespace amends::guide {
namespace {

constexpr std::size_t longest_word = 60;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_ascii_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool is_letter(char byte) { return is_ascii_letter(byte) || (byte & 0x80) != 0; }
bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }

struct Glyph {
    std::string_view bytes;
    std::string_view means;  // "" is nothing at all
};
/// What is written in several bytes and read as one.
constexpr std::array<Glyph, 34> glyphs{
    {{"\u2019", "'"},  {"\u2018", "'"},  {"\u201b", "'"},    {"&rsquo;", "'"},     {"&lsquo;", "'"},  {"&#39;", "'"},
     {"&#x27;", "'"},  {"&apos;", "'"},  {"&#8217;", "'"},   {"\u2013", "-"},      {"\u2014", "-"},   {"\u2015", "-"},
     {"&ndash;", "-"}, {"&mdash;", "-"}, {"\u2026", "\xe2"}, {"&hellip;", "\xe2"}, {"\u00a0", " "},   {"\u202f", " "},
     {"\u2009", " "},  {"&nbsp;", " "},  {"&#160;", " "},    {"\u200b", ""},       {"\u201c", "\""},  {"\u201d", "\""},
     {"\u201e", "\""}, {"\u00ab", "\""}, {"\u00bb", "\""},   {"&quot;", "\""},     {"&ldquo;", "\""}, {"&rdquo;", "\""},
     {"\u2022", "*"},  {"\u00b7", "*"},  {"&amp;", "&"},     {"\u2010", "-"}}};

/// What stands at `at` in one byte, and how many bytes it takes.
struct Char {
    char byte = 0;
    std::size_t size = 1;
    bool dash = false;  // a long dash: divides clauses wherever it stands
};

Char glyph_at(std::string_view text, std::size_t at) {
    const char byte = text[at];
    for (const auto& glyph : glyphs) {
        if (text.substr(at, glyph.bytes.size()) != glyph.bytes) continue;
        const char means = glyph.means.empty() ? ' ' : glyph.means[0];
        return {means, glyph.bytes.size(), means == '-' && glyph.bytes != "\u2010"};
    }
    if (byte != '\xe2') return {byte, 1, false};
    return {'*', std::min<std::size_t>(3, text.size() - at), false};  // an arrow, a tick, a box
}

struct Bare {
    std::string_view words, means;
};
/// Contractions that are typed without their apostrophe, and what else is written in haste.
constexpr PhraseList bare_contractions{std::array{
    Bare{"im", "i am"},
    Bare{"ive", "i have"},
    Bare{"youre", "you are"},
    Bare{"youve", "you have"},
    Bare{"weve", "we have"},
    Bare{"theyre", "they are"},
    Bare{"dont", "do not"},
    Bare{"didnt", "did not"},
    Bare{"doesnt", "does not"},
    Bare{"wasnt", "was not"},
    Bare{"werent", "were not"},
    Bare{"isnt", "is not"},
    Bare{"arent", "are not"},
    Bare{"havent", "have not"},
    Bare{"hasnt", "has not"},
    Bare{"hadnt", "had not"},
    Bare{"shouldnt", "should not"},
    Bare{"couldnt", "could not"},
    Bare{"wouldnt", "would not"},
    Bare{"cant", "can not"},
    Bare{"cannot", "can not"},
    Bare{"wont", "will not"},
    Bare{"thats", "that 's"},
    Bare{"whats", "what 's"},
    Bare{"youll", "you will"},
    Bare{"theyll", "they will"},
    Bare{"itll", "it will"},
    Bare{"shouldve", "should have"},
    Bare{"shoulda", "should have"},
    Bare{"gonna", "going to"},
    Bare{"u", "you"},
    Bare{"ur", "your"},
    Bare{"pls", "please"},
    Bare{"mustve", "must have"},
    Bare{"wouldve", "would have"},
    Bare{"couldve", "could have"},
    Bare{"aint", "is not"},
    Bare{"ain't", "is not"},
    Bare{"mustnt", "must not"},
    Bare{"youd", "you 'd"},
    Bare{"theyd", "they 'd"},
    Bare{"theyve", "they have"},
    Bare{"hes", "he 's"},
    Bare{"shes", "she 's"},
    Bare{"theres", "there 's"},
    Bare{"gotta", "got to"},
    Bare{"wanna", "want to"},
    Bare{"cuz", "because"},
    Bare{"coz", "because"},
}};

inline Char char_at(std::string_view text, std::size_t at) {
    const char byte = text[at];
    return byte != '&' && byte != '\xe2' && byte != '\xc2' ? Char{byte, 1, false} : glyph_at(text, at);
}

constexpr std::array<std::string_view, 31> abbreviations{
    "mr", "mrs", "ms", "dr", "prof", "st",   "no",  "nr",     "e.g", "i.e", "approx", "vs",  "inc", "ltd", "co", "jr",
    "sr", "hr",  "fr", "pp", "fig",  "dept", "tel", "messrs", "mme", "sig", "sra",    "jan", "feb", "z.b", "ref"};

class Reader {
public:
    explicit Reader(std::string_view zone) : text_(zone) {}

    Words read() {
        std::size_t at = 0;
        new_paragraph_ = true;
        measure_line(0);
        while (at < text_.size()) at = step(at);
        end_sentence(false);
        return std::move(out_);
    }

private:
    std::size_t step(std::size_t at) {
        const auto here = char_at(text_, at);
        if (here.byte == '\n') return line_end(at);
        if (is_space(here.byte)) return at + here.size;
        if (at == line_start_text_ && begins_item(at)) {
            end_sentence(false);
            in_item_ = true;
            return at + item_size(at);
        }
        if (is_letter(here.byte) && here.size == 1) return word(at);
        if (is_digit(here.byte) || is_currency(at) > 0) return number(at);
        return punctuation(at, here);
    }

    void measure_line(std::size_t at) {
        line_start_ = at;
        line_end_ = std::min(text_.find('\n', at), text_.size());
        line_start_text_ = at;
        while (line_start_text_ < line_end_ && is_space(text_[line_start_text_])) ++line_start_text_;
    }

    /// A list item, a check box, a numbered point.
    [[nodiscard]] bool begins_item(std::size_t at) const { return item_size(at) > 0; }
    [[nodiscard]] std::size_t item_size(std::size_t at) const {
        const auto here = char_at(text_, at);
        const auto after = at + here.size;
        if ((here.byte == '-' || here.byte == '*' || here.byte == '+' || here.byte == '#') && after < text_.size() &&
            (text_[after] == ' ' || text_[after] == here.byte))
            return here.size;
        std::size_t end = at;
        while (end < text_.size() && end < at + 3 && is_digit(text_[end])) ++end;
        if (end > at && end + 1 < text_.size() && (text_[end] == '.' || text_[end] == ')') && text_[end + 1] == ' ')
            return end + 1 - at;
        return 0;
    }

    /// A line end is white space where the line is wrapped, and ends a sentence where it is not.
    std::size_t line_end(std::size_t at) {
        const auto length = at - line_start_;
        const bool blank = line_start_text_ >= at;
        measure_line(at + 1);
        const bool next_blank = line_start_text_ >= line_end_;
        if (blank || next_blank) {
            end_sentence(false);
            new_paragraph_ = true;
            in_item_ = false;
        } else {
            std::size_t end = line_start_text_;
            while (end < line_end_ && !is_space(text_[end]) && end < line_start_text_ + longest_word) ++end;
            const bool would_have_fitted = length + 1 + (end - line_start_text_) < 58;
            const bool goes_on =
                line_start_text_ < text_.size() && text_[line_start_text_] >= 'a' && text_[line_start_text_] <= 'z';
            if (would_have_fitted || (length > 100 && !goes_on) || begins_item(line_start_text_)) end_sentence(false);
        }
        return at + 1;
    }

    [[nodiscard]] std::size_t is_currency(std::size_t at) const {
        std::size_t size = 0;
        for (const std::string_view sign : {"$", "\u20ac", "\u00a3", "\u00a5"}) {
            if (text_.substr(at, sign.size()) == sign) size = sign.size();
        }
        if (size == 0) return 0;
        auto after = at + size;
        while (after < text_.size() && text_[after] == ' ') ++after;
        return after < text_.size() && is_digit(text_[after]) ? after - at : 0;
    }

    void push(std::size_t start, std::size_t end, std::string_view spelling, WordKind kind) {
        if (out_.words.size() - first_ >= longest_sentence) end_sentence(false);
        Word word{.start = static_cast<std::uint32_t>(start), .end = static_cast<std::uint32_t>(end)};
        word.spelling = static_cast<std::uint32_t>(out_.spellings.size());
        word.length = static_cast<std::uint16_t>(std::min<std::size_t>(spelling.size(), longest_word));
        word.kind = kind;
        word.capital = kind == WordKind::plain && is_upper(text_[start]) && out_.words.size() > first_;
        out_.spellings.append(spelling.substr(0, word.length));
        out_.words.push_back(word);
    }

    /// Nearly every word: letters of ASCII and nothing else that may belong to it. Nought where `at` begins another.
    std::size_t plain_word(std::size_t at) {
        auto& spelling = spelling_;
        spelling.clear();
        auto end = at;
        for (; end < text_.size() && is_ascii_letter(text_[end]); ++end)
            spelling += static_cast<char>(text_[end] | 0x20);
        if (end < text_.size()) {
            const char next = text_[end];
            if ((next & 0x80) != 0 || is_digit(next) || next == '\'' || next == '-' || next == '.' || next == '&')
                return 0;
        }
        const auto alike = bare_contractions.like(spelling);
        if (spelling == "ill" || std::ranges::find(alike, spelling, &Bare::words) != alike.end()) return 0;
        push(at, end, spelling, WordKind::plain);
        return end;
    }

    std::size_t word(std::size_t at) {
        if (const auto end = plain_word(at); end != 0) return end;
        auto& spelling = spelling_;
        auto& offsets = offsets_;
        spelling.clear();
        offsets.clear();
        auto end = at;
        while (end < text_.size()) {
            const auto here = char_at(text_, end);
            const bool inner = here.byte == '\'' || (here.byte == '-' && !here.dash) || here.byte == '.';
            if (inner) {
                const auto after = end + here.size;
                if (after >= text_.size() || !(is_letter(text_[after]) || (here.byte == '-' && is_digit(text_[after]))))
                    break;
                if (char_at(text_, after).size > 1) break;
                if (here.byte == '.' && !dotted(at, end)) break;
            } else if (here.size > 1 || !(is_letter(here.byte) || is_digit(here.byte))) {
                break;
            }
            spelling += is_upper(here.byte) ? static_cast<char>(here.byte - 'A' + 'a') : here.byte;
            offsets.push_back(end);
            end += here.size;
        }
        offsets.push_back(end);
        push_parts(spelling, offsets);
        return end;
    }

    /// "e.g", "a.m": single letters with stops between them.
    [[nodiscard]] bool dotted(std::size_t start, std::size_t stop) const {
        return stop - start == 1 || (stop - start >= 3 && text_[stop - 2] == '.');
    }

    /// "ill be there", written in haste; "ill for a week" stays what it is.
    [[nodiscard]] bool means_i_will(std::size_t after) const {
        static constexpr std::array<std::string_view, 30> deeds{
            "be",   "come", "call", "send", "ring", "bring", "do",    "get",   "make", "put",
            "pay",  "drop", "text", "let",  "have", "take",  "give",  "see",   "sort", "fix",
            "pick", "not",  "try",  "also", "go",   "phone", "write", "email", "pop",  "never"};
        if (after >= text_.size() || text_[after] != ' ') return false;
        auto end = ++after;
        while (end < text_.size() && is_letter(text_[end])) ++end;
        const auto next = base::lower_ascii(text_.substr(after, end - after));
        return std::find(deeds.begin(), deeds.end(), next) != deeds.end();
    }

    void push_parts(const std::string& spelling, const std::vector<std::size_t>& offsets) {
        const auto whole = [&] { push(offsets.front(), offsets.back(), spelling, WordKind::plain); };
        const auto pair = [&](std::size_t cut, std::string_view first, std::string_view second) {
            push(offsets.front(), offsets[cut], first, WordKind::plain);
            push(offsets[cut], offsets.back(), second, WordKind::plain);
            out_.words.back().capital = false;
        };
        const auto ends = [&](std::string_view tail) {
            return spelling.size() > tail.size() && spelling.ends_with(tail);
        };
        const auto alike = bare_contractions.like(spelling);
        if (const auto found = std::ranges::find(alike, spelling, &Bare::words); found != alike.end()) {
            const auto space = found->means.find(' ');
            if (space == std::string_view::npos)
                return push(offsets.front(), offsets.back(), found->means, WordKind::plain);
            pair(std::min(space, spelling.size() - 1), found->means.substr(0, space), found->means.substr(space + 1));
        } else if (spelling == "ill" && means_i_will(offsets.back())) {
            pair(1, "i", "will");
        } else if (spelling == "can't") {
            pair(3, "can", "not");
        } else if (spelling == "won't") {
            pair(2, "will", "not");
        } else if (ends("n't")) {
            pair(spelling.size() - 3, std::string_view(spelling).substr(0, spelling.size() - 3), "not");
        } else if (ends("'m")) {
            pair(spelling.size() - 2, std::string_view(spelling).substr(0, spelling.size() - 2), "am");
        } else if (ends("'s") || ends("'d")) {
            pair(spelling.size() - 2, std::string_view(spelling).substr(0, spelling.size() - 2),
                 std::string_view(spelling).substr(spelling.size() - 2));
        } else if (ends("'re") || ends("'ve") || ends("'ll")) {
            const char kind = spelling[spelling.size() - 2];
            pair(spelling.size() - 3, std::string_view(spelling).substr(0, spelling.size() - 3),
                 kind == 'r' ? "are" : (kind == 'v' ? "have" : "will"));
        } else {
            whole();
        }
    }

    std::size_t number(std::size_t at) {
        auto end = at + is_currency(at);
        auto kind = end > at ? WordKind::money : WordKind::number;
        while (end < text_.size() && end < at + longest_word) {
            const char byte = text_[end];
            const bool joins = (byte == '.' || byte == ',' || byte == ':' || byte == '/' || byte == '-') &&
                               end + 1 < text_.size() && is_digit(text_[end + 1]);
            if (!is_digit(byte) && !joins && !is_letter(byte)) break;
            if ((byte & 0x80) != 0) break;
            ++end;
        }
        if (text_.substr(end, 1) == "%") {
            kind = WordKind::percent;
            ++end;
        } else if (text_.substr(end, 3) == "\u20ac" || text_.substr(end, 2) == "\u00a3") {
            kind = WordKind::money;
            end += text_[end] == '\xe2' ? 3 : 2;
        }
        push(at, end, base::lower_ascii(text_.substr(at, end - at)), kind);
        return end;
    }

    std::size_t punctuation(std::size_t at, const Char& here) {
        const auto after = at + here.size;
        const bool spaced = after >= text_.size() || is_space(char_at(text_, after).byte) ||
                            std::string_view("\"')]*_").find(char_at(text_, after).byte) != std::string_view::npos;
        switch (here.byte) {
            case '.':
            case '!':
            case '?': {
                if (!spaced && text_[after] != here.byte && here.byte == '.') return after;
                if (here.byte == '.' && after_abbreviation(after)) return after;
                if (has_words()) push(at, after, std::string_view(&here.byte, 1), WordKind::mark);
                if (text_.substr(after, 1).find_first_of(".!?") == 0) return after;
                end_sentence(true);
                return after;
            }
            case '\xe2':  // an ellipsis
                push(at, after, "...", WordKind::mark);
                return after;
            case '-':
                if (here.dash || (at > 0 && is_space(text_[at - 1]) && spaced)) push(at, after, "-", WordKind::mark);
                return after;
            case ',':
            case ';':
            case ':':
            case '(':
            case ')':
                if (has_words()) push(at, after, std::string_view(&here.byte, 1), WordKind::mark);
                return after;
            default: return after;
        }
    }

    [[nodiscard]] bool has_words() const { return out_.words.size() > first_; }

    [[nodiscard]] bool after_abbreviation(std::size_t after) const {
        if (!has_words() || out_.words.back().end + 1 != after) return false;
        const auto last = out_.spelling(out_.words.back());
        if (last.size() == 1 && is_letter(last[0]) && last != "i") return out_.words.back().capital;
        if (std::find(abbreviations.begin(), abbreviations.end(), last) == abbreviations.end()) return false;
        if (last != "no" && last != "co" && last != "inc" && last != "ltd") return true;
        const auto next = text_.find_first_not_of(" \n", after);
        return next != std::string_view::npos && !is_upper(text_[next]) && (last != "no" || is_digit(text_[next]));
    }

    void end_sentence(bool stopped) {
        if (!has_words()) return;
        Sentence sentence{.first = static_cast<std::uint32_t>(first_),
                          .last = static_cast<std::uint32_t>(out_.words.size())};
        sentence.stopped = stopped;
        sentence.question = out_.spelling(out_.words.back()) == "?";
        sentence.paragraph = new_paragraph_;
        sentence.item = in_item_;
        for (auto i = first_; i < out_.words.size(); ++i)
            sentence.plain += out_.words[i].kind == WordKind::mark ? 0 : 1;
        new_paragraph_ = false;
        first_ = out_.words.size();
        if (sentence.plain == 0) return;
        out_.sentences.push_back(sentence);
    }

    std::string_view text_;
    Words out_;
    std::string spelling_;              // of the word that is being read,
    std::vector<std::size_t> offsets_;  // and where each byte of it stands; kept for their memory
    std::size_t first_ = 0;             // word of the sentence that is being read
    std::size_t line_start_ = 0, line_end_ = 0, line_start_text_ = 0;
    bool new_paragraph_ = false;
    bool in_item_ = false;
};

}  // namespace

bool reads_as_written(std::string_view words) {
    if (words.size() > longest_word) return false;
    for (std::size_t at = 0; at <= words.size();) {
        const auto word = words.substr(at, words.find(' ', at) - at);
        const auto alike = bare_contractions.like(word);
        const bool plain = !word.empty() && word != "ill" &&
                           std::ranges::all_of(word, [](char byte) { return byte >= 'a' && byte <= 'z'; });
        if (!plain || std::ranges::find(alike, word, &Bare::words) != alike.end()) return false;
        at += word.size() + 1;
    }
    return true;
}

Words read_words(std::string_view zone) { return Reader(zone).read(); }

}  // namespace amends::guide
