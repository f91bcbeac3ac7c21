#include "tests/simulation/smtp_session.hpp"

#include <utility>

namespace amends::simulation {

namespace {

std::string within_angles(const std::string& line) {
    const auto open = line.find('<');
    return line.substr(open + 1, line.find('>', open) - open - 1);
}

std::string without_stuffing(std::string_view wire) {
    std::string message;
    bool begins = true;
    for (const char c : wire) {
        if (!(begins && c == '.')) message += c;
        begins = c == '\n';
    }
    return message;
}

}  // namespace

std::vector<std::string> smtp_greeting(bool pipelining, bool dsn) {
    std::vector<std::string> lines{"220 mail.user.example ESMTP", "250-mail.user.example", "250-SIZE 10000000",
                                   "250-8BITMIME"};
    if (pipelining) lines.emplace_back("250-PIPELINING");
    if (dsn) lines.emplace_back("250-DSN");
    lines.emplace_back("250-SMTPUTF8");
    lines.emplace_back("250 ENHANCEDSTATUSCODES");
    lines.emplace_back("235 2.7.0 Welcome");
    return lines;
}

Bytes SmtpSession::kind_of(std::string_view bytes) const {
    if (!in_message_) return Bytes::command;
    return bytes == ".\r\n" ? Bytes::dot : Bytes::message;
}

void SmtpSession::reply(int code, Bytes kind) {
    wire_.say(std::to_string(code) + (code < 400 ? " 2.0.0 Fine" : " 4.0.0 Not now") + "\r\n", kind);
}

/// Ours are shorter than the blocks in which they are written: each comes in one piece.
void SmtpSession::wrote(std::string_view bytes) {
    if (!in_message_) return;
    if (bytes == ".\r\n") {
        witness_.dot_written(delivery_);
    } else {
        witness_.body_written(delivery_);
    }
}

void SmtpSession::hear(std::string_view bytes) {
    buffer_ += bytes;
    while (true) {
        if (in_message_) {
            if (!end_of_message()) return;
            continue;
        }
        const auto end = buffer_.find("\r\n");
        if (end == std::string::npos) return;
        const std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 2);
        command(line);
    }
}

void SmtpSession::command(const std::string& line) {
    if (line.starts_with("MAIL")) {
        mail_ = {.sender = within_angles(line), .recipients = {}, .message = {}};
        reply(mood_.to_mail);
    } else if (line.starts_with("RCPT")) {
        const bool taken = mood_.to_mail < 400 && mood_.to_recipient < 400;
        if (taken) mail_.recipients.push_back(within_angles(line));
        reply(taken ? 250 : mood_.to_mail >= 400 ? 503 : mood_.to_recipient);
    } else if (line.starts_with("DATA")) {
        in_message_ = !mail_.recipients.empty() && mood_.to_data == 354;
        if (in_message_) delivery_ = witness_.begun();
        reply(in_message_ ? 354 : mail_.recipients.empty() ? 554 : mood_.to_data);
    } else if (line.starts_with("QUIT")) {
        reply(221);
        wire_.close_in_order();
    } else {
        reply(250);
    }
}

bool SmtpSession::end_of_message() {
    const auto end = buffer_.starts_with(".\r\n") ? 0 : buffer_.find("\r\n.\r\n");
    if (end == std::string::npos) return false;
    const std::size_t length = end == 0 ? 0 : end + 2;
    mail_.message = without_stuffing(std::string_view(buffer_).substr(0, length));
    buffer_.erase(0, length + 3);
    in_message_ = false;
    const bool taken = mood_.to_dot < 400;
    if (taken) witness_.accepted(delivery_, mail_);
    reply(mood_.to_dot, Bytes::dot_reply);
    mail_ = {};
    return true;
}

}  // namespace amends::simulation
