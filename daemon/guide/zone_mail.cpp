#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "guide/zone_marks.hpp"
#include "guide/zones.hpp"

namespace amends::guide {
namespace {

struct Line {
    std::size_t start = 0, end = 0;  // without the line end
    std::string_view text;           // without white space around it
    [[nodiscard]] bool blank() const { return text.empty(); }
    [[nodiscard]] bool quoted() const { return text.starts_with('>') || text.starts_with("&gt;"); }
};

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    std::size_t start = 0;
    while (start < text.size()) {
        const auto end = std::min(text.find('\n', start), text.size());
        lines.push_back({start, end, base::trimmed(text.substr(start, end - start))});
        start = end + 1;
    }
    return lines;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

constexpr std::array<std::string_view, 15> wrote_words{
    " wrote",   " writes", " schrieb", "a écrit", " escribió", "ha scritto", " schreef", " escreveu",
    " napisał", " pisze",  " skrev",   " napsal", " írta",     " kirjoitti", " wrote on"};
constexpr std::array<std::string_view, 18> wrote_openings{"on ",     "at ",   "am ",      "um ",  "le ",   "el ",
                                                          "il ",     "op ",   "em ",      "den ", "dne ",  "w ",
                                                          "no dia ", "dnia ", "quoting ", "> ",   "from ", "date: "};

/// "On Tue, 2 Sept 2025 at 09:15, Mara wrote:", in a dozen languages; it holds a figure and ends in a colon.
bool is_attribution(std::string_view text) {
    if (text.size() > 400 || !text.ends_with(':') || !has_digit(text)) return false;
    const auto lower = base::lower_ascii(text);
    if (!contains_any(lower, wrote_words)) return false;
    const bool address = lower.find('@') != std::string::npos;
    return address || starts_with_any(lower, wrote_openings) || lower.find(" schrieb am ") != std::string::npos;
}

/// How many lines from `at` on make an attribution: mail programs break it into up to three. 0 where none begins.
std::size_t attribution_lines(const std::vector<Line>& lines, std::size_t at) {
    std::string joined;
    for (std::size_t count = 1; count <= 3 && at + count <= lines.size(); ++count) {
        const auto& line = lines[at + count - 1];
        if (line.blank() || line.quoted() || line.text.size() > 400) return 0;
        joined.append(joined.empty() ? "" : " ").append(line.text);
        if (line.text.ends_with(':')) return is_attribution(joined) ? count : 0;
    }
    return 0;
}

constexpr std::array<std::string_view, 21> separator_words{
    "original message",    "original mail",      "forwarded message", "forwarded by",      "weitergeleitete",
    "ursprüngliche",       "original-nachricht", "originalnachricht", "message d'origine", "message transféré",
    "mensaje original",    "mensaje reenviado",  "messaggio origin",  "messaggio inoltr",  "oorspronkelijk bericht",
    "doorgestuurd",        "mensagem original",  "wiadomość",         "reply message",     "reply above this line",
    "original appointment"};

/// "-----Original Message-----" and its kin: all below is enclosed mail.
bool is_separator(std::string_view text) {
    if (text.size() > 160) return false;
    const auto lower = base::lower_ascii(text);
    if (lower.starts_with("begin forwarded message")) return true;
    return lower.starts_with("--") && contains_any(lower, separator_words);
}

constexpr std::array<std::string_view, 9> first_fields{
    "from:", "von:", "de:", "de :", "da:", "van:", "od:", "fra:", "från:"};
constexpr std::array<std::string_view, 34> other_fields{
    "sent:",  "date:",  "to:",      "cc:",        "subject:", "gesendet:",  "datum:",   "an:",      "betreff:",
    "envoyé", "à:",     "à :",      "objet",      "enviado",  "fecha:",     "para:",    "asunto:",  "inviato:",
    "data:",  "a:",     "oggetto:", "verzonden:", "aan:",     "onderwerp:", "assunto:", "wysłano:", "do:",
    "temat:", "sendt:", "til:",     "emne:",      "skickat:", "till:",      "ämne:"};

std::string without_emphasis(std::string_view text) {
    std::string out;
    for (const char byte : text.substr(0, 40)) {
        if (byte != '*' && byte != '_') out += byte;
    }
    return base::lower_ascii(base::trimmed(out));
}

/// An Outlook header block: "From:" and at least two other fields in the six lines below it.
bool begins_header_block(const std::vector<Line>& lines, std::size_t at) {
    if (lines[at].text.size() > 400 || !starts_with_any(without_emphasis(lines[at].text), first_fields)) return false;
    int others = 0;
    for (std::size_t i = at + 1; i < std::min(lines.size(), at + 7); ++i)
        others += starts_with_any(without_emphasis(lines[i].text), other_fields) ? 1 : 0;
    return others >= 2;
}

bool is_rule(std::string_view text) {
    return text.size() >= 10 && text.find_first_not_of("_-=*~") == std::string_view::npos;
}

constexpr std::array<std::string_view, 14> device_notes{"sent from my ",      "sent from mobile",
                                                        "sent from outlook",  "sent from yahoo",
                                                        "sent via my ",       "get outlook for",
                                                        "von meinem ",        "envoyé de mon ",
                                                        "envoyé depuis mon ", "enviado desde mi ",
                                                        "inviato da ",        "verstuurd vanaf",
                                                        "gesendet von mein",  "diese nachricht wurde von mein"};
constexpr std::array<std::string_view, 24> footer_openings{"this e-mail",
                                                           "this email",
                                                           "this message and any",
                                                           "this message is intended",
                                                           "this communication",
                                                           "this electronic m",
                                                           "the information contained",
                                                           "the information in this",
                                                           "the contents of this",
                                                           "the content of this",
                                                           "confidentiality notice",
                                                           "confidentiality:",
                                                           "disclaimer",
                                                           "legal notice",
                                                           "privileged and conf",
                                                           "confidential:",
                                                           "if you are not the intended",
                                                           "if you have received this",
                                                           "diese e-mail",
                                                           "ce message et",
                                                           "you are receiving this",
                                                           "you received this",
                                                           "please consider the environment",
                                                           "unsubscribe"};
constexpr std::array<std::string_view, 13> footer_words{
    "confidential",       "intended recipient", "privileged", "addressee",     "vertraulich",
    "confidentiel",       "unsubscribe",        "virus",      "registered in", "registered office",
    "environment before", "you subscribed",     "in error"};

bool is_device_note(std::string_view text) {
    return text.size() < 80 && starts_with_any(base::lower_ascii(text), device_notes);
}

/// The first line of a paragraph that only a lawyer or a mailing list writes; `more` is the line below it.
bool begins_footer(std::string_view text, std::string_view more) {
    auto lower = base::lower_ascii(text.substr(0, 600));
    while (!lower.empty() && (lower[0] == '*' || lower[0] == '_' || lower[0] == '(' || lower[0] == ' '))
        lower.erase(0, 1);
    if (!starts_with_any(lower, footer_openings)) return false;
    return contains_any(lower + " " + base::lower_ascii(more.substr(0, 600)), footer_words) ||
           lower.starts_with("disclaimer") || lower.starts_with("confidential") || lower.starts_with("legal notice");
}

/// How many lines above the quote at `at` announce it, in whatever language: they end in a colon and hold a figure or
/// an address. The blank line between is among them.
std::size_t announcing_lines(const std::vector<Line>& lines, std::size_t at) {
    std::size_t first = at;
    if (first > 0 && lines[first - 1].blank()) --first;
    const std::size_t last = first;
    constexpr std::size_t most = 3;
    while (first > 0 && last - first < most && !lines[first - 1].blank() && !lines[first - 1].quoted()) --first;
    if (first == last || !(lines[last - 1].text.ends_with(':') || lines[last - 1].text.ends_with("："))) return 0;
    if (first > 0 && last - first == most && !lines[first - 1].blank())
        first = last - 1;  // the end of a longer paragraph
    for (std::size_t i = first; i < last; ++i)
        if (has_digit(lines[i].text) || lines[i].text.find('@') != std::string_view::npos) return at - first;
    return 0;
}

std::size_t next_written(const std::vector<Line>& lines, std::size_t at) {
    while (at < lines.size() && lines[at].blank()) ++at;
    return at;
}

}  // namespace

std::size_t end_of_own_text(std::string_view text) {
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        if (line.blank()) continue;
        if (line.quoted()) return lines[i - announcing_lines(lines, i)].start;
        if (line.text == "--" || is_separator(line.text) || begins_header_block(lines, i) ||
            attribution_lines(lines, i) > 0)
            return line.start;
    }
    return text.size();
}

void mark_mail(std::string_view text, Marks& marks) {
    const auto lines = lines_of(text);
    const auto mark_lines = [&](std::size_t from, std::size_t to) {
        mark(marks, lines[from].start, to < lines.size() ? lines[to].start : text.size());
    };
    bool in_footer = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        if (line.blank()) {
            in_footer = false;
            continue;
        }
        if (line.text == "--" || is_separator(line.text) || begins_header_block(lines, i)) {
            mark_lines(i, lines.size());
            return;
        }
        if (const auto count = attribution_lines(lines, i); count > 0) {
            const auto next = next_written(lines, i + count);
            const bool bare = next < lines.size() && !lines[next].quoted();  // what is quoted below bears no mark
            mark_lines(i, bare ? lines.size() : i + count);
            if (bare) return;
            i += count - 1;
            continue;
        }
        const bool opens =
            i == 0 || lines[i - 1].blank() || is_rule(lines[i - 1].text) || is_device_note(lines[i - 1].text);
        if (opens && begins_footer(line.text, i + 1 < lines.size() ? lines[i + 1].text : "")) in_footer = true;
        if (in_footer || line.quoted() || is_rule(line.text) || is_device_note(line.text)) mark_lines(i, i + 1);
    }
}

}  // namespace amends::guide
