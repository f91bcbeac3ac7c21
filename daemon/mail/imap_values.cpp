#include "mail/imap_values.hpp"

#include <algorithm>

namespace amends::mail {
namespace {

bool is_section(std::string_view text) {
    const std::string word = upper_ascii(text);
    return word == "BODY[" || word == "BINARY[" || word == "BINARY.SIZE[";
}

}  // namespace

std::string upper_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::optional<std::uint64_t> number_of(const ImapValue& value) {
    if (value.kind != ImapValue::Kind::atom && value.kind != ImapValue::Kind::string) {
        return std::nullopt;
    }
    return to_number<std::uint64_t>(value.text);
}

std::optional<std::size_t> announced_literal(std::string_view line) {
    if (line.empty() || line.back() != '}') {
        return std::nullopt;
    }
    line.remove_suffix(1);
    if (!line.empty() && line.back() == '+') {
        line.remove_suffix(1);
    }
    const auto open = line.rfind('{');
    if (open == std::string_view::npos || open + 1 == line.size() ||
        !std::all_of(line.begin() + static_cast<std::ptrdiff_t>(open) + 1, line.end(), is_digit)) {
        return std::nullopt;
    }
    return to_number<std::size_t>(line.substr(open + 1)).value_or(static_cast<std::size_t>(-1));
}

bool ImapValueParser::values(std::vector<ImapValue>& into, std::optional<char> closing) {
    for (;;) {
        while (at_ < bytes_.size() && bytes_[at_] == ' ') {
            ++at_;
        }
        if (at_ == bytes_.size()) {
            return !closing || fail("a list is not closed");
        }
        if (closing && bytes_[at_] == *closing) {
            ++at_;
            return true;
        }
        if (++count_ > limits_.values) {
            return fail("it has too many parts");
        }
        if (!value(into.emplace_back(), closing == ']')) {
            return false;
        }
    }
}

bool ImapValueParser::fail(const char* how) {
    problem_ = how;
    return false;
}

bool ImapValueParser::value(ImapValue& into, bool in_code) {
    switch (bytes_[at_]) {
        case '(': return list(into);
        case '"': return quoted(into);
        case '{': return literal(into);
        case '~':
            if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '{') {
                ++at_;
                return literal(into);
            }
            return atom(into, in_code);
        case ')': return fail("a list is closed that was not open");
        case '\r':
        case '\n': return fail("a line ends too early");
        default: return atom(into, in_code);
    }
}

bool ImapValueParser::list(ImapValue& into) {
    into.kind = ImapValue::Kind::list;
    if (++depth_ > limits_.depth) {
        return fail("its lists are nested too deeply");
    }
    ++at_;
    const bool good = values(into.items, ')');
    --depth_;
    return good;
}

bool ImapValueParser::quoted(ImapValue& into) {
    into.kind = ImapValue::Kind::string;
    for (++at_; at_ < bytes_.size(); ++at_) {
        char c = bytes_[at_];
        if (c == '"') {
            ++at_;
            return true;
        }
        if (c == '\r' || c == '\n') {
            break;
        }
        if (c == '\\' && at_ + 1 < bytes_.size()) {
            c = bytes_[++at_];
        }
        into.text += c;
    }
    return fail("a quoted string is not closed");
}

bool ImapValueParser::literal(ImapValue& into) {
    const auto line_end = bytes_.find('\n', at_);
    if (line_end == std::string_view::npos) {
        return fail("a literal has no length");
    }
    auto announcement = bytes_.substr(at_, line_end - at_);
    if (!announcement.empty() && announcement.back() == '\r') {
        announcement.remove_suffix(1);
    }
    const auto length = announced_literal(announcement);
    if (!length || *length > bytes_.size() - line_end - 1) {
        return fail("a literal has no length");
    }
    into.kind = ImapValue::Kind::string;
    into.text = bytes_.substr(line_end + 1, *length);
    at_ = line_end + 1 + *length;
    return true;
}

bool ImapValueParser::atom(ImapValue& into, bool in_code) {
    const auto start = at_;
    while (at_ < bytes_.size()) {
        const char c = bytes_[at_];
        if (c == ' ' || c == '(' || c == ')' || c == '"' || c == '\r' || c == '\n' || (in_code && c == ']')) {
            break;
        }
        ++at_;
        // BODY[HEADER.FIELDS (DATE "FROM")]<0> is one word of a FETCH response.
        if (c == '[' && is_section(bytes_.substr(start, at_ - start)) && !skip_section()) {
            return false;
        }
    }
    if (at_ == start) {
        return fail("something stands where a word should be");
    }
    const auto text = bytes_.substr(start, at_ - start);
    if (upper_ascii(text) != "NIL") {
        into.kind = ImapValue::Kind::atom;
        into.text = text;
    }
    return true;
}

bool ImapValueParser::skip_section() {
    for (; at_ < bytes_.size() && bytes_[at_] != '\r' && bytes_[at_] != '\n'; ++at_) {
        if (bytes_[at_] == ']') {
            ++at_;
            return true;
        }
    }
    return fail("a bracket is not closed");
}

}  // namespace amends::mail
