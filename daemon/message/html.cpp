#include "message/html.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace amends::message {
namespace {

using Entity = std::pair<std::string_view, std::string_view>;
constexpr std::array<Entity, 41> entities{{
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", " "},
    {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},   {"Auml", "Ä"},   {"Ouml", "Ö"},   {"Uuml", "Ü"},
    {"szlig", "ß"},  {"eacute", "é"}, {"egrave", "è"}, {"ecirc", "ê"},  {"agrave", "à"}, {"acirc", "â"},
    {"aacute", "á"}, {"ccedil", "ç"}, {"iacute", "í"}, {"oacute", "ó"}, {"ocirc", "ô"},  {"uacute", "ú"},
    {"ugrave", "ù"}, {"ntilde", "ñ"}, {"atilde", "ã"}, {"otilde", "õ"}, {"aring", "å"},  {"oslash", "ø"},
    {"aelig", "æ"},  {"euro", "€"},   {"ndash", "–"},  {"mdash", "—"},  {"rsquo", "’"},  {"lsquo", "‘"},
    {"ldquo", "“"},  {"rdquo", "”"},  {"bdquo", "„"},  {"hellip", "…"}, {"copy", "©"},
}};

void append_code_point(std::string& out, std::uint32_t code) {
    if (code == 0xA0) code = ' ';
    if (code < ' ' || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || (code >= 0x7F && code < 0xA0)) return;
    base::append_utf8(out, static_cast<char32_t>(code));
}

/// The entity at the beginning of `html`, which starts with '&'; returns how many bytes it took, at least 1.
std::size_t append_entity(std::string& out, std::string_view html) {
    const auto end = html.substr(0, 12).find(';');
    if (end == std::string_view::npos) {
        out += '&';
        return 1;
    }
    const auto name = html.substr(1, end - 1);
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const auto digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        append_code_point(out, code);
        return end + 1;
    }
    const auto known =
        std::find_if(entities.begin(), entities.end(), [&](const Entity& one) { return one.first == name; });
    if (known == entities.end()) {
        out += '&';
        return 1;
    }
    out += known->second;
    return end + 1;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool breaks_line(std::string_view name) {
    return is_one_of(name,
                     {"br", "p",  "div", "tr",         "li",  "ul", "ol",      "table",   "h1",     "h2",     "h3",
                      "h4", "h5", "h6",  "blockquote", "pre", "hr", "section", "article", "header", "footer", "body"});
}

/// Classes and ids by which mail programs mark what is not newly written: quoted mail, and signatures.
bool marks_quote(std::string_view tag) {
    constexpr std::array<std::string_view, 7> quote_marks{"gmail_quote",      "gmail_attr",      "yahoo_quoted",
                                                          "protonmail_quote", "moz-cite-prefix", "tutanota_quote",
                                                          "zmail_extra"};
    return std::any_of(quote_marks.begin(), quote_marks.end(),
                       [&](auto mark) { return tag.find(mark) != std::string_view::npos; });
}
/// Outlook quotes beside its mark, not within it.
bool marks_rest_as_quote(std::string_view tag) {
    constexpr std::array<std::string_view, 5> marks{"divRplyFwdMsg", "OutlookMessageHeader", "appendonsend",
                                                    "mail-editor-reference-message-container",
                                                    "ms-outlook-mobile-reference-message"};
    return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return tag.find(mark) != std::string_view::npos; });
}
bool marks_signature(std::string_view tag) {
    return tag.find("gmail_signature") != std::string_view::npos ||
           tag.find("moz-signature") != std::string_view::npos ||
           tag.find("protonmail_signature_block") != std::string_view::npos;
}

class Plain {
public:
    std::string take(std::string_view html) {
        for (std::size_t at = 0; at < html.size();) {
            if (html[at] == '<') {
                at += tag(html.substr(at));
            } else if (hidden()) {
                at = std::min(html.find('<', at), html.size());
            } else if (html[at] == '&') {
                std::string text;
                at += append_entity(text, html.substr(at));
                put(text);
            } else if (static_cast<unsigned char>(html[at]) <= ' ' && preformatted_ == 0) {
                space_ = true;
                ++at;
            } else if (html[at] == '\n') {
                end_line();
                ++at;
            } else {
                put(html.substr(at, 1));
                ++at;
            }
        }
        end_line();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool hidden() const { return signature_depth_ > 0; }

    /// Handles the tag or comment at the beginning of `html`; returns how many bytes it took.
    std::size_t tag(std::string_view html) {
        if (html.starts_with("<!--")) {
            const auto end = html.find("-->", 4);
            return end == std::string_view::npos ? html.size() : end + 3;
        }
        const bool is_tag = html.size() > 1 && (html[1] == '/' || html[1] == '!' || html[1] == '?' ||
                                                ((html[1] | 0x20) >= 'a' && (html[1] | 0x20) <= 'z'));
        const auto end = is_tag && !out_of_tags_ ? html.find('>') : std::string_view::npos;
        if (end == std::string_view::npos) {
            if (is_tag) out_of_tags_ = true;
            if (!hidden()) put("<");
            return 1;
        }
        auto inside = html.substr(1, end - 1);
        const bool closes = inside.starts_with('/');
        if (closes) inside.remove_prefix(1);
        const auto name = base::lower_ascii(inside.substr(0, inside.find_first_of(" \t\r\n/")));
        if (!closes && is_one_of(name, {"style", "script", "head", "title"})) return skip_element(html, name, end + 1);
        if (closes) {
            close(name);
        } else {
            open(name, inside);
        }
        return end + 1;
    }

    std::size_t skip_element(std::string_view html, const std::string& name, std::size_t from) {
        if (unclosed_.contains(name)) return from;
        for (auto at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2)) {
            if (!base::equals_ignoring_case(html.substr(at + 2, name.size()), name)) continue;
            const auto end = html.find('>', at);
            return end == std::string_view::npos ? html.size() : end + 1;
        }
        unclosed_.insert(name);
        return from;
    }

    void open(const std::string& name, std::string_view inside) {
        if (name == "p" || (name == "br" && line_.empty())) blank_ = true;
        if (breaks_line(name)) end_line();
        if (name == "pre") ++preformatted_;
        if (name == "td" || name == "th") space_ = true;
        if (name == "blockquote") ++quotes_;
        if (name != "div" && name != "pre") return;
        if (marks_rest_as_quote(inside)) rest_is_quote_ = true;
        if (name == "div" && div_depth_ < 1000) {
            ++div_depth_;
            if (quote_div_ == 0 && marks_quote(inside)) quote_div_ = div_depth_;
        }
        if (signature_depth_ == 0 && name == "div" && marks_signature(inside)) signature_depth_ = div_depth_;
    }

    void close(const std::string& name) {
        if (breaks_line(name)) end_line();
        if (name == "p" || name == "blockquote") blank_ = true;
        if (name == "pre" && preformatted_ > 0) --preformatted_;
        if (name == "blockquote" && quotes_ > 0) --quotes_;
        if (name == "div" && div_depth_ > 0) {
            if (quote_div_ == div_depth_) quote_div_ = 0;
            if (signature_depth_ == div_depth_) signature_depth_ = 0;
            --div_depth_;
        }
    }

    void put(std::string_view text) {
        if (line_.empty()) {
            if (blank_ && !out_.empty()) out_ += '\n';
            blank_ = false;
            if (quotes_ > 0 || quote_div_ > 0 || rest_is_quote_) line_ = "> ";
        } else if (space_) {
            line_ += ' ';
        }
        space_ = false;
        line_ += text;
    }

    void end_line() {
        space_ = false;
        if (line_.empty()) return;
        out_.append(line_).append("\n");
        line_.clear();
    }

    // What was once searched for to the end in vain is not searched for again: else many "<" cost the square of them.
    bool out_of_tags_ = false;
    std::set<std::string> unclosed_;

    std::string out_;
    std::string line_;
    bool space_ = false;
    bool blank_ = false;  // an empty line goes before the next words
    int preformatted_ = 0;
    int quotes_ = 0;
    bool rest_is_quote_ = false;
    int div_depth_ = 0;
    int quote_div_ = 0;        // depth of the div that marks quoted mail; 0 outside
    int signature_depth_ = 0;  // the same for a signature
};

}  // namespace

std::string plain_from_html(std::string_view html) { return Plain{}.take(html); }

}  // namespace amends::message
