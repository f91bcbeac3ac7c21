#include "mail/smtp_parse.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

// RFC 5321 4.5.3.1.5 asks for 512 bytes a line; servers with long texts exist, servers with these do not.
constexpr std::size_t most_line = 8 * 1024;
constexpr std::size_t most_reply = 128 * 1024;

tl::unexpected<base::Error> garbage(std::string message) {
    return base::failure(base::Fault::mail_server, base::Retry::later, std::move(message));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> code_of(std::string_view line) {
    if (line.size() < 3 || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) || !is_digit(line[2])) {
        return std::nullopt;
    }
    if (line.size() > 3 && line[3] != ' ' && line[3] != '-') {
        return std::nullopt;
    }
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

// RFC 3463 2: class "." subject "." detail, of one, up to three and up to three digits.
std::string enhanced_of(std::string_view text) {
    const auto word = text.substr(0, text.find(' '));
    int dots = 0;
    std::size_t digits = 0;
    for (const char c : word) {
        if (c == '.') {
            if (digits == 0 || ++dots > 2) {
                return "";
            }
            digits = 0;
        } else if (!is_digit(c) || ++digits > 3) {
            return "";
        }
    }
    const bool right =
        dots == 2 && digits > 0 && word[1] == '.' && (word[0] == '2' || word[0] == '4' || word[0] == '5');
    return right ? std::string(word) : "";
}

}  // namespace

std::string SmtpReply::text() const {
    std::string all = std::to_string(code);
    for (const auto& line : lines) {
        all += (line.empty() ? "" : " ") + line.substr(0, 500);
        if (all.size() > 500) {
            break;
        }
    }
    return shown(all, 500);
}

std::string SmtpReply::brief() const { return std::to_string(code) + (enhanced.empty() ? "" : " " + enhanced); }

void SmtpReader::feed(std::string_view bytes) {
    pending_.erase(0, std::exchange(read_, 0));
    pending_ += bytes;
}

// Some servers end their lines with a bare LF: a line is whole where it has an LF.
std::optional<std::string_view> SmtpReader::next_line() {
    const auto end = pending_.find('\n', read_);
    if (end == std::string::npos) {
        return std::nullopt;
    }
    std::string_view line = std::string_view(pending_).substr(read_, end - read_);
    read_ = end + 1;
    if (!line.empty() && line.back() == '\r') {
        line.remove_suffix(1);
    }
    return line;
}

base::Result<bool> SmtpReader::take_line(std::string_view line) {
    const auto code = code_of(line);
    if (!code) {
        return garbage("The mail server said something that is no SMTP reply.");
    }
    if (!reply_.lines.empty() && reply_.code != *code) {
        return garbage("The mail server changed its mind in the middle of a reply.");
    }
    reply_bytes_ += line.size();
    if (line.size() > most_line || reply_bytes_ > most_reply) {
        return garbage("The mail server's reply has no end.");
    }
    reply_.code = *code;
    reply_.lines.emplace_back(line.size() > 4 ? line.substr(4) : "");
    return line.size() == 3 || line[3] == ' ';
}

base::Result<std::optional<SmtpReply>> SmtpReader::next() {
    if (broken_) {
        return tl::unexpected<base::Error>(*broken_);
    }
    while (const auto line = next_line()) {
        const auto last = take_line(*line);
        if (!last) {
            broken_ = last.error();
            return tl::unexpected<base::Error>(*broken_);
        }
        if (*last) {
            pending_.erase(0, std::exchange(read_, 0));
            reply_bytes_ = 0;
            reply_.enhanced = enhanced_of(reply_.lines.back());
            return std::optional<SmtpReply>(std::exchange(reply_, {}));
        }
    }
    if (pending_.size() - read_ > most_line) {
        broken_ = garbage("The mail server's reply has no end.").value();
        return tl::unexpected<base::Error>(*broken_);
    }
    return std::optional<SmtpReply>();
}

SmtpExtensions read_extensions(const std::vector<std::string>& greeting_lines) {
    const auto last_220 = std::find_if(greeting_lines.rbegin(), greeting_lines.rend(),
                                       [](const std::string& line) { return line.starts_with("220"); });
    SmtpExtensions found;
    bool greeted = false;  // the first 250 line is the server's name, which may read like an extension
    for (auto line = last_220.base(); line != greeting_lines.end(); ++line) {
        if (!line->starts_with("250") || line->size() < 4) {
            continue;
        }
        if (!std::exchange(greeted, true)) {
            continue;
        }
        const std::string words = base::lower_ascii(base::trimmed(std::string_view(*line).substr(4)));
        const std::string keyword = words.substr(0, words.find(' '));
        found.pipelining = found.pipelining || keyword == "pipelining";
        found.eight_bit_mime = found.eight_bit_mime || keyword == "8bitmime";
        found.smtp_utf8 = found.smtp_utf8 || keyword == "smtputf8";
        found.dsn = found.dsn || keyword == "dsn";
        if (keyword == "size" && words.size() > 5) {
            std::size_t size = 0;
            const auto [end, error] = std::from_chars(words.data() + 5, words.data() + words.size(), size);
            found.size = error == std::errc{} && end == words.data() + words.size() ? size : 0;
        }
    }
    return found;
}

}  // namespace amends::mail
