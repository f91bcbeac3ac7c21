// What an IMAP server says unasked, and what ImapSession keeps of it: the selected folder, capabilities, alerts.
#include <algorithm>
#include <limits>
#include <utility>

#include "mail/imap_session.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

constexpr std::size_t most_alerts = 20;
constexpr std::size_t most_capabilities = 500;

std::uint64_t first_number(const ImapResponse& response) {
    return response.code_values.empty() ? 0 : number_of(response.code_values.front()).value_or(0);
}

std::uint32_t narrow(std::uint64_t value) {
    return value > 0xffffffffu ? 0xffffffffu : static_cast<std::uint32_t>(value);
}

}  // namespace

void ImapSession::forget_folder() {
    folder_ = {};
    news_ = uid_next_stale_ = false;
}

void ImapSession::raise_uid_next(ports::Uid uid_next) { folder_.uid_next = std::max(folder_.uid_next, uid_next); }

void ImapSession::alert(std::string text) {
    if (alerts_.size() < most_alerts && std::find(alerts_.begin(), alerts_.end(), text) == alerts_.end()) {
        alerts_.push_back(std::move(text));
    }
}

void ImapSession::hear_greeting() {
    for (const auto& line : stream_->greeting_lines()) {
        ImapReader reader;
        reader.feed(line + "\r\n");
        const auto heard = reader.next();
        if (heard && *heard && (*heard)->is_status() && (*heard)->code == "ALERT") {
            alert(shown((*heard)->text));
        }
    }
}

void ImapSession::absorb_capabilities(const std::vector<ImapValue>& values) {
    capabilities_.clear();
    for (const auto& value : values) {
        if (capabilities_.size() < most_capabilities) {
            capabilities_.insert(upper_ascii(value.text));
        }
    }
}

base::Status ImapSession::absorb_status(const ImapResponse& response) {
    if (response.code == "ALERT") {
        alert(shown(response.text));
    } else if (response.code == "CAPABILITY") {
        absorb_capabilities(response.code_values);
    } else if (response.code == "CLOSED") {
        forget_folder();
    } else {
        return absorb_number(response);
    }
    return {};
}

base::Status ImapSession::absorb_number(const ImapResponse& response) {
    const auto number = first_number(response);
    if (response.code == "UIDVALIDITY") {
        if (number > std::numeric_limits<std::uint32_t>::max()) {
            return end(imap_unbelievable(response.code, number));
        }
        const auto validity = static_cast<std::uint32_t>(number);
        news_ = news_ || (folder_.uid_validity != 0 && folder_.uid_validity != validity);
        folder_.uid_validity = validity;
    } else if (response.code == "UIDNEXT") {
        if (number > highest_uid_next) {
            return end(imap_unbelievable(response.code, number));
        }
        folder_.uid_next = static_cast<ports::Uid>(number);
        uid_next_stale_ = false;
    } else if (response.code == "HIGHESTMODSEQ") {
        folder_.highest_modseq = std::max(folder_.highest_modseq, number);
    }
    return {};
}

base::Status ImapSession::absorb(ImapResponse& response, const Sink& sink) {
    if (response.kind == ImapResponse::Kind::continuation) {
        return {};  // nobody asked for one; it says nothing
    }
    if (response.is_status()) {
        auto absorbed = absorb_status(response);
        if (absorbed && response.name == "BYE" && !leaving_) {
            return end(imap_goodbye(response.code, response.text));
        }
        return absorbed;
    }
    if (response.name == "CAPABILITY") {
        absorb_capabilities(response.values);
    } else if (response.name == "EXISTS") {
        uid_next_stale_ = true;
        const auto exists = narrow(response.number.value_or(0));
        if (exists != folder_.exists) {
            folder_.exists = exists;
            news_ = true;
            ++recounts_;
        }
    } else if (response.name == "EXPUNGE") {
        news_ = news_ || folder_.exists > 0;
        folder_.exists -= folder_.exists > 0 ? 1 : 0;
    } else if (response.name == "VANISHED") {
        news_ = true;
    } else if (sink) {
        sink(response);
    }
    return {};
}

}  // namespace amends::mail
