#include "message/compose.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "message/decode.hpp"
#include "message/encode.hpp"

namespace amends::message {
namespace {

constexpr std::size_t first_references = 1;  // the letter that began the thread
constexpr std::size_t last_references = 20;
constexpr std::size_t most_subject = 2'000;

tl::unexpected<base::Error> refused(std::string why) {
    return base::failure(base::Fault::internal, base::Retry::never, "The message was not written: " + why);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

/// At most that many bytes, no character cut in two.
std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

/// One line without control characters; a line end cannot begin a field of its own.
base::Result<std::string> header_text(std::string_view text, std::string_view what) {
    if (!base::is_utf8(text)) return refused(fmt::format("the {} is not UTF-8 text.", what));
    std::string out;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        out += code < ' ' || code == 0x7F ? ' ' : byte;
    }
    return std::string(base::trimmed(out));
}

/// The mailbox in ASCII where it can be: a domain with other letters has an ASCII form, a local part has none.
base::Result<std::string> mailbox_text(const std::string& mailbox, bool utf8_headers) {
    if (!base::is_safe_mailbox(mailbox)) return refused("an address is not of the form name@domain.");
    if (is_ascii(mailbox)) return mailbox;
    const auto at = mailbox.rfind('@');
    if (!is_ascii(std::string_view(mailbox).substr(0, at))) {
        if (utf8_headers) return mailbox;
        return refused("an address has letters beyond ASCII before its '@', which this mail server does not take.");
    }
    start_gmime();
    auto* const address = internet_address_mailbox_new(nullptr, mailbox.c_str());
    const char* const ascii = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(address));
    std::string text = ascii == nullptr ? std::string{} : std::string(ascii);
    g_object_unref(address);
    if (!base::is_safe_mailbox(text) || !is_ascii(text))
        return refused("an address has a domain that cannot be written.");
    return text;
}

base::Result<std::string> address_list(const std::vector<base::Address>& addresses, bool utf8_headers) {
    std::string out;
    for (const auto& address : addresses) {
        auto mailbox = mailbox_text(address.mailbox, utf8_headers);
        if (!mailbox) return mailbox;
        auto name = header_text(address.name, "name of a recipient or sender");
        if (!name) return name;
        if (!out.empty()) out += ", ";
        out += name->empty() ? *mailbox : fmt::format("{} <{}>", encode_name(*name), *mailbox);
    }
    return out;
}

bool is_safe(const base::MessageId& id) {
    const auto parsed = base::parse_message_id(id.value);
    return parsed && parsed->value == id.value;
}

/// RFC 5322 3.3. The offset in whole minutes, as the field can say it.
std::string date_text(base::Instant date, std::int64_t utc_offset) {
    constexpr std::array<const char*, 7> day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto minutes = utc_offset / 60;
    const auto civil = base::civil_at_offset(date, minutes * 60);
    const auto size = minutes < 0 ? -minutes : minutes;
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}",
                       day_names[base::weekday_of(civil.date).c_encoding()], static_cast<unsigned>(civil.date.day()),
                       month_names[static_cast<unsigned>(civil.date.month()) - 1], static_cast<int>(civil.date.year()),
                       civil.time.hour, civil.time.minute, civil.time.second, minutes < 0 ? '-' : '+', size / 60,
                       size % 60);
}

base::Result<std::string> references_text(const Draft& draft) {
    std::vector<base::MessageId> ids = draft.references;
    if (draft.in_reply_to && (ids.empty() || ids.back() != *draft.in_reply_to)) {
        std::erase(ids, *draft.in_reply_to);
        ids.push_back(*draft.in_reply_to);
    }
    if (ids.size() > first_references + last_references)
        ids.erase(ids.begin() + first_references, ids.end() - last_references);
    std::string out;
    for (const auto& id : ids) {
        if (!is_safe(id)) return refused("a reference is no Message-ID.");
        out.append(out.empty() ? "" : " ").append(id.bracketed());
    }
    return out;
}

/// LF, no control characters but tab, one line end at the end.
base::Result<std::string> body_text(std::string_view text) {
    if (!base::is_utf8(text)) return refused("the text is not UTF-8.");
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto code = static_cast<unsigned char>(text[at]);
        if (code == '\r') {
            if (text.substr(at, 2) != "\r\n") out += '\n';
        } else if ((code >= ' ' && code != 0x7F) || code == '\n' || code == '\t') {
            out += text[at];
        }
    }
    if (!out.empty() && !out.ends_with('\n')) out += '\n';
    return out;
}

bool needs_encoding(std::string_view text) {
    if (!is_ascii(text)) return true;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        if (line.size() > 78 || line.starts_with("From ") || line == ".") return true;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return false;
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        if (byte == '\n') out += '\r';
        out += byte;
    }
    return out;
}

}  // namespace

base::Result<std::string> mailbox_on_the_wire(const std::string& mailbox) { return mailbox_text(mailbox, true); }

base::Result<std::string> compose(const Draft& draft) {
    if (draft.to.empty()) return refused("it has no recipient.");
    if (!is_safe(draft.message_id) || (draft.in_reply_to && !is_safe(*draft.in_reply_to)))
        return refused("its Message-ID or In-Reply-To is no Message-ID.");
    const auto from = address_list({draft.from}, draft.utf8_headers);
    const auto to = address_list(draft.to, draft.utf8_headers);
    const auto cc = address_list(draft.cc, draft.utf8_headers);
    const auto subject = header_text(beginning(draft.subject, most_subject), "subject");
    const auto references = references_text(draft);
    const auto text = body_text(draft.text);
    for (const auto* part : {&from, &to, &cc, &subject, &references, &text}) {
        if (!*part) return tl::unexpected(part->error());
    }
    const bool encoded = needs_encoding(*text);

    std::string out = folded("Date", date_text(draft.date, draft.utc_offset));
    out += folded("From", *from);
    out += folded("To", *to);
    if (!cc->empty()) out += folded("Cc", *cc);
    out += folded("Message-ID", draft.message_id.bracketed());
    if (draft.in_reply_to) out += folded("In-Reply-To", draft.in_reply_to->bracketed());
    if (!references->empty()) out += folded("References", *references);
    out += folded("Subject", encode_words(*subject));
    if (draft.auto_generated) out += folded("Auto-Submitted", "auto-generated");
    out += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
    out += encoded ? "Content-Transfer-Encoding: quoted-printable\r\n\r\n" : "Content-Transfer-Encoding: 7bit\r\n\r\n";
    out += encoded ? quoted_printable(*text) : with_crlf(*text);
    return out;
}

std::string base_subject(std::string_view subject) {
    static const RE2 reply_prefix(
        R"((?i)^\s*(?:re|aw|antw|antwort|sv|vs|ref|rif|res|odp|bls|atb|ynt|réf|回复|答复|回覆|返信)\s?(?:\[\d+\]|\(\d+\)|\^\d+)?\s?[:：]\s*)");
    re2::StringPiece rest(subject.data(), subject.size());
    while (RE2::Consume(&rest, reply_prefix)) {
    }
    return std::string(base::trimmed({rest.data(), rest.size()}));
}

std::string reply_subject(std::string_view subject) {
    const auto base = base_subject(subject);
    return base.empty() ? "Re:" : "Re: " + base;
}

}  // namespace amends::message
