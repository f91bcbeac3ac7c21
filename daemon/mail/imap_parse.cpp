#include "mail/imap_parse.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace amends::mail {
namespace {

base::Error broken(const std::string& how) {
    return {base::Fault::mail_server, base::Retry::later, "The mail server's answer is not valid IMAP: " + how + "."};
}

tl::unexpected<base::Error> malformed(const std::string& how) { return tl::unexpected<base::Error>(broken(how)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return value;
}

bool is_status_word(std::string_view word) {
    return word == "OK" || word == "NO" || word == "BAD" || word == "BYE" || word == "PREAUTH";
}

std::string_view take_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    const auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

// A status line's text may end in anything, also in "{12}".
bool has_free_text(std::string_view line) {
    if (!line.empty() && line.front() == '+') {
        return true;
    }
    take_word(line);
    return is_status_word(upper_ascii(take_word(line)));
}

// The digits of "{12}" or "{12+}" at the line's end; a number that is too long for 64 bits is returned as the largest.
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

class Parser {
public:
    Parser(std::string_view bytes, const ImapLimits& limits) : bytes_(bytes), limits_(limits) {}

    // Values up to the end of the response, or up to `closing`, which is taken.
    bool values(std::vector<ImapValue>& into, std::optional<char> closing) {
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

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] std::string_view rest() const { return bytes_.substr(at_); }

private:
    bool fail(const char* how) {
        problem_ = how;
        return false;
    }

    bool value(ImapValue& into, bool in_code) {
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

    bool list(ImapValue& into) {
        into.kind = ImapValue::Kind::list;
        if (++depth_ > limits_.depth) {
            return fail("its lists are nested too deeply");
        }
        ++at_;
        const bool good = values(into.items, ')');
        --depth_;
        return good;
    }

    bool quoted(ImapValue& into) {
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

    bool literal(ImapValue& into) {
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

    bool atom(ImapValue& into, bool in_code) {
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

    static bool is_section(std::string_view text) {
        const std::string word = upper_ascii(text);
        return word == "BODY[" || word == "BINARY[" || word == "BINARY.SIZE[";
    }

    bool skip_section() {
        for (; at_ < bytes_.size() && bytes_[at_] != '\r' && bytes_[at_] != '\n'; ++at_) {
            if (bytes_[at_] == ']') {
                ++at_;
                return true;
            }
        }
        return fail("a bracket is not closed");
    }

    std::string_view bytes_;
    const ImapLimits& limits_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t count_ = 0;
    std::string problem_;
};

// A code that cannot be read is text: it is for people then, and the status itself still stands.
void read_status(std::string_view rest, const ImapLimits& limits, ImapResponse& into) {
    if (!rest.empty() && rest.front() == '[') {
        Parser parser(rest.substr(1), limits);
        std::vector<ImapValue> values;
        if (parser.values(values, ']') && !values.empty() && values.front().kind == ImapValue::Kind::atom) {
            into.code = upper_ascii(values.front().text);
            values.erase(values.begin());
            into.code_values = std::move(values);
            rest = parser.rest();
            rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        }
    }
    into.text = rest;
}

base::Status read_numbers(std::string_view rest, std::vector<std::uint32_t>& into) {
    while (!rest.empty()) {
        const auto word = take_word(rest);
        if (!word.empty() && word.front() == '(') {
            break;  // RFC 7162: "(MODSEQ 917162500)"
        }
        const auto number = to_number<std::uint32_t>(word);
        if (!number && !word.empty()) {
            return malformed("a search gives something that is no number");
        }
        if (number) {
            into.push_back(*number);
        }
    }
    return {};
}

base::Result<ImapResponse> parse(std::string_view bytes, const ImapLimits& limits) {
    ImapResponse response;
    if (bytes.front() == '+') {
        response.kind = ImapResponse::Kind::continuation;
        bytes.remove_prefix(bytes.size() > 1 && bytes[1] == ' ' ? 2 : 1);
        response.text = bytes;
        return response;
    }
    const auto tag = take_word(bytes);
    if (tag != "*") {
        response.kind = ImapResponse::Kind::tagged;
        response.tag = tag;
    }
    auto word = take_word(bytes);
    if (response.kind == ImapResponse::Kind::untagged && !word.empty() && is_digit(word.front())) {
        response.number = to_number<std::uint64_t>(word);
        if (!response.number) {
            return malformed("a number is too large");
        }
        word = take_word(bytes);
    }
    response.name = upper_ascii(word);
    if (response.name.empty()) {
        return malformed("a line says nothing");
    }
    if (response.is_status()) {
        read_status(bytes, limits, response);
        return response;
    }
    if (response.kind == ImapResponse::Kind::tagged) {
        return malformed("a line begins with neither '*' nor '+' and is no result");
    }
    if (response.name == "SEARCH") {
        if (auto read = read_numbers(bytes, response.numbers); !read) {
            return tl::unexpected<base::Error>(std::move(read.error()));
        }
        return response;
    }
    Parser parser(bytes, limits);
    if (!parser.values(response.values, std::nullopt)) {
        return malformed(parser.problem());
    }
    return response;
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

bool ImapResponse::is_status() const { return is_status_word(name); }

// True where [0, end_) of the buffer is one whole response without its last line end.
base::Result<bool> ImapReader::whole() {
    for (;;) {
        const auto newline = scanned_ > buffer_.size() ? std::string::npos : buffer_.find('\n', scanned_);
        const std::size_t line_end = newline == std::string::npos ? std::max(buffer_.size(), line_start_) : newline;
        if (lines_ + (line_end - line_start_) > limits_.line) {
            return malformed("a line is too long");
        }
        if (newline == std::string::npos) {
            scanned_ = std::max(scanned_, buffer_.size());
            return false;
        }
        std::string_view line(buffer_.data() + line_start_, newline - line_start_);
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        const bool first = lines_ == 0;
        lines_ += newline - line_start_ + 1;
        const auto length = first && has_free_text(line) ? std::nullopt : announced_literal(line);
        if (!length) {
            end_ = line_start_ + line.size();
            scanned_ = newline + 1;
            return true;
        }
        if (*length > limits_.literal || newline + *length > limits_.response) {
            return malformed("a literal is too long");
        }
        line_start_ = scanned_ = newline + 1 + *length;
    }
}

base::Result<std::optional<ImapResponse>> ImapReader::next() {
    for (;;) {
        auto complete = whole();
        if (!complete) {
            return tl::unexpected<base::Error>(std::move(complete.error()));
        }
        if (!*complete) {
            return std::nullopt;
        }
        // An empty line is nobody's answer; some servers send one after a literal.
        auto response = end_ == 0 ? base::Result<ImapResponse>(ImapResponse{})
                                  : parse(std::string_view(buffer_).substr(0, end_), limits_);
        const bool empty = end_ == 0;
        buffer_.erase(0, scanned_);
        line_start_ = scanned_ = end_ = lines_ = 0;
        if (!response) {
            return tl::unexpected<base::Error>(std::move(response.error()));
        }
        if (!empty) {
            return std::optional<ImapResponse>(std::move(*response));
        }
    }
}

}  // namespace amends::mail
