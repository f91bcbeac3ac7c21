#include "mail/imap_parse.hpp"

#include <algorithm>
#include <utility>

#include "mail/imap_values.hpp"

namespace amends::mail {
namespace {

base::Error broken(const std::string& how) {
    return {base::Fault::mail_server, base::Retry::later, "The mail server's answer is not valid IMAP: " + how + "."};
}

tl::unexpected<base::Error> malformed(const std::string& how) { return tl::unexpected<base::Error>(broken(how)); }

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

// A code that cannot be read is text: it is for people then, and the status itself still stands.
void read_status(std::string_view rest, const ImapLimits& limits, ImapResponse& into) {
    if (!rest.empty() && rest.front() == '[') {
        ImapValueParser parser(rest.substr(1), limits);
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
    ImapValueParser parser(bytes, limits);
    if (!parser.values(response.values, std::nullopt)) {
        return malformed(parser.problem());
    }
    return response;
}

}  // namespace

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
