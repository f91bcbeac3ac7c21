#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"
#include "guide/zone_marks.hpp"

namespace amends::guide {
namespace {

constexpr std::size_t longest_tag = 1000;
constexpr std::size_t longest_link = 500;

bool is_letter(char byte) { return std::isalpha(static_cast<unsigned char>(byte)) != 0; }
bool is_word(char byte) { return std::isalnum(static_cast<unsigned char>(byte)) != 0 || (byte & 0x80) != 0; }
bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

constexpr std::array<std::string_view, 26> block_tags{
    "p",  "br", "div", "li", "ul", "ol", "td", "tr", "th", "table",   "tbody",  "thead",  "h1",
    "h2", "h3", "h4",  "h5", "h6", "hr", "dl", "dt", "dd", "section", "header", "footer", "article"};
constexpr std::array<std::string_view, 31> inline_tags{
    "a",   "b",   "i",     "u",     "em",   "!doctype", "strong", "span",   "font", "img", "small",
    "big", "sup", "sub",   "html",  "body", "meta",     "link",   "center", "tt",   "s",   "strike",
    "del", "ins", "label", "input", "abbr", "cite",     "q",      "o:p",    "wbr"};
/// Their content is no prose of the writer's.
constexpr std::array<std::string_view, 8> hiding_tags{"blockquote", "style", "script", "head",
                                                      "title",      "pre",   "code",   "kbd"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct HtmlTag {
    std::string name;  // lower case; empty where this is no tag of HTML
    bool closes = false;
    std::size_t end = 0;  // behind the '>'
};

HtmlTag read_tag(std::string_view text, std::size_t at) {
    HtmlTag tag;
    std::size_t i = at + 1;
    if (i < text.size() && text[i] == '/') {
        tag.closes = true;
        ++i;
    }
    const auto name_start = i;
    while (
        i < text.size() && i < name_start + 12 &&
        (is_letter(text[i]) || std::isdigit(static_cast<unsigned char>(text[i])) || text[i] == ':' || text[i] == '!'))
        ++i;
    const auto name = base::lower_ascii(text.substr(name_start, i - name_start));
    if (i >= text.size() || (text[i] != '>' && text[i] != '/' && !is_space(text[i]))) return {};
    if (!is_one_of(name, block_tags) && !is_one_of(name, inline_tags) && !is_one_of(name, hiding_tags)) return {};
    const auto end = text.substr(i, longest_tag).find('>');
    if (end == std::string_view::npos) return {};
    tag.name = name;
    tag.end = i + end + 1;
    return tag;
}

/// Tags, comments, and all that stands inside a hiding tag. A hiding tag that is never closed hides nothing.
void mark_html(std::string_view text, Marks& marks) {
    struct Open {
        std::string name;
        std::size_t start = 0;
        int depth = 0;
    } open;
    bool comments_end = true;
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        if (comments_end && text.substr(at, 4) == "<!--") {
            const auto end = text.find("-->", at);
            comments_end = end != std::string_view::npos;
            if (!comments_end) continue;
            mark(marks, at, end + 3);
            at = end;
            continue;
        }
        const auto tag = read_tag(text, at);
        if (tag.name.empty()) continue;
        mark(marks, at, tag.end);
        if (is_one_of(tag.name, block_tags)) mark(marks, at, at + 2, break_mark);
        if (!is_one_of(tag.name, hiding_tags)) continue;
        if (open.name.empty() && !tag.closes) {
            open = {tag.name, at, 1};
        } else if (open.name == tag.name) {
            open.depth += tag.closes ? -1 : 1;
            if (open.depth == 0) {
                mark(marks, open.start, tag.end);
                open = {};
            }
        }
    }
}

/// ``` fences, and `code` within one line.
void mark_code(std::string_view text, Marks& marks) {
    std::size_t at = text.find('`');
    while (at != std::string_view::npos) {
        const bool fence = text.substr(at, 3) == "```";
        const std::string_view closing = fence ? "```" : "`";
        const auto begin = at + closing.size();
        const auto span =
            fence ? text.substr(begin) : text.substr(begin, std::min<std::size_t>(200, text.find('\n', begin) - begin));
        const auto end = span.find(closing);
        if (end == std::string_view::npos) {
            if (fence) return;
            at = text.find('`', begin);
            continue;
        }
        mark(marks, at, begin + end + closing.size());
        at = text.find('`', begin + end + closing.size());
    }
}

constexpr std::array<std::string_view, 6> schemes{"http://", "https://", "www.", "mailto:", "ftp://", "tel:"};

bool begins_link(char byte) { return byte == 'h' || byte == 'w' || byte == 'm' || byte == 'f' || byte == 't'; }

/// Where the link that begins at `at` ends; `at` where none does.
std::size_t link_end(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at, 8);
    if (std::none_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) { return rest.starts_with(scheme); }))
        return at;
    auto end = at;
    while (end < text.size() && end < at + longest_link && !is_space(text[end]) && text[end] != '<' &&
           text[end] != '>' && text[end] != '"' && text[end] != ')')
        ++end;
    while (end > at && std::string_view(".,;:!?").find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

void mark_links(std::string_view text, Marks& marks) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!begins_link(text[i]) || (i > 0 && is_word(text[i - 1]))) continue;
        if (const auto end = link_end(text, i); end > i) {
            mark(marks, i, end);
            i = end - 1;
        }
    }
}

/// local@domain, with the angle brackets that may stand around it.
void mark_addresses(std::string_view text, Marks& marks) {
    const auto part_of = [](char byte) {
        return is_word(byte) || std::string_view("._%+-").find(byte) != std::string_view::npos;
    };
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        auto start = at;
        auto end = at + 1;
        while (start > 0 && at - start < 64 && part_of(text[start - 1]) && text[start - 1] != '%') --start;
        while (end < text.size() && end - at < 254 && (is_word(text[end]) || text[end] == '.' || text[end] == '-'))
            ++end;
        while (end > at && !is_word(text[end - 1])) --end;
        if (start == at || text.substr(at, end - at).find('.') == std::string_view::npos) continue;
        if (start > 0 && end < text.size() && text[start - 1] == '<' && text[end] == '>') {
            --start;
            ++end;
        }
        mark(marks, start, end);
        at = end - 1;
    }
}

/// [text](link) and [text][ref]: the text stays, all else goes.
void mark_markdown_links(std::string_view text, Marks& marks) {
    for (auto at = text.find(']'); at != std::string_view::npos; at = text.find(']', at + 1)) {
        if (at + 1 >= text.size() || (text[at + 1] != '(' && text[at + 1] != '[')) continue;
        const char closing = text[at + 1] == '(' ? ')' : ']';
        const auto end = text.substr(at + 2, longest_link).find(closing);
        const auto line = text.substr(at > 300 ? at - 300 : 0, at > 300 ? 300 : at);
        const auto open = line.rfind('[');
        if (end == std::string_view::npos || open == std::string_view::npos) continue;
        if (text.substr(at + 2, end).find_first_of(" \n") != std::string_view::npos) continue;
        const auto start = at - (line.size() - open);
        if (start > 0 && text[start - 1] == '!') mark(marks, start - 1, start);
        mark(marks, start, start + 1);
        mark(marks, at, at + 2 + end + 1);
    }
}

}  // namespace

void mark_markup(std::string_view text, Marks& marks) {
    mark_html(text, marks);
    mark_code(text, marks);
    mark_markdown_links(text, marks);
    mark_links(text, marks);
    mark_addresses(text, marks);
}

}  // namespace amends::guide
