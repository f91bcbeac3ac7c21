#pragma once
// What an SMTP server says (RFC 5321 4.2), from bytes that come in any pieces. Pure. A reply counts only when its last
// line has arrived whole; what is no reply, or more than any server has reason to say, is an Error and stays one.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace amends::mail {

struct SmtpReply {
    int code = 0;                    ///< 200 to 599
    std::string enhanced;            ///< RFC 3463 "5.1.1" of the last line; "" where it has none
    std::vector<std::string> lines;  ///< without code and separator, as they came

    [[nodiscard]] int kind() const { return code / 100; }
    /// "550 5.1.1 No such user", one printable line of at most 500 bytes.
    [[nodiscard]] std::string text() const;
    /// "550 5.1.1": what the journal may keep.
    [[nodiscard]] std::string brief() const;
};

class SmtpReader {
public:
    void feed(std::string_view bytes);
    /// The next complete reply; nothing where it has not wholly arrived.
    base::Result<std::optional<SmtpReply>> next();
    /// True where nothing lies here that next() has not given out.
    [[nodiscard]] bool empty() const { return pending_.empty() && reply_.lines.empty(); }

private:
    base::Result<bool> take_line(std::string_view line);
    [[nodiscard]] std::optional<std::string_view> next_line();

    std::string pending_;
    std::size_t read_ = 0;  // of pending_
    SmtpReply reply_;       // its lines so far
    std::size_t reply_bytes_ = 0;
    std::optional<base::Error> broken_;
};

struct SmtpExtensions {
    bool pipelining = false;
    bool eight_bit_mime = false;
    bool smtp_utf8 = false;
    bool dsn = false;
    std::size_t size = 0;  ///< most bytes of a message; 0 unknown
};

/// The EHLO list among a stream's greeting lines: the 250 lines after the last 220, which STARTTLS answers with, too.
SmtpExtensions read_extensions(const std::vector<std::string>& greeting_lines);

}  // namespace amends::mail
