#include "app/twins.hpp"

#include <algorithm>
#include <cctype>

#include "message/read.hpp"

namespace amends::app {

namespace {

using ports::Task;
using ports::Uid;

constexpr Uid chunk = 200;  // UIDs asked for at once

/// Lines that begin with this name, whatever its case.
bool has_field(const std::string& header, std::string_view name) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    for (std::size_t line = 0; line < header.size();) {
        const std::string_view rest = std::string_view(header).substr(line);
        if (rest.size() >= name.size() && std::ranges::equal(rest.substr(0, name.size()), name, same)) return true;
        const std::size_t end = header.find('\n', line);
        if (end == std::string::npos) return false;
        line = end + 1;
    }
    return false;
}

/// Only what looks like ours is read at all: a draft that kills the reader would kill it here at every start.
bool may_name_a_step(const std::string& header) {
    for (std::size_t at = header.find('<'); at != std::string::npos; at = header.find('<', at + 1)) {
        if (names_a_step({header.substr(at + 1, 60)})) return true;
    }
    return false;
}

}  // namespace

bool was_delivered(const std::string& header) {
    return has_field(header, "Received:") || has_field(header, "Return-Path:");
}

Task<void> Twins::before_look(ports::Mailbox& mailbox, Folders folders) {
    if (known_letters_) co_return base::Status{};
    co_return co_await read(mailbox, folders, true);
}

Task<void> Twins::after_look(ports::Mailbox& mailbox, Folders folders) {
    const std::uint64_t letters = engine_.letters_tracked();
    if (known_letters_ == letters) co_return base::Status{};
    if (auto done = co_await read(mailbox, folders, false); !done) co_return done;
    known_letters_ = letters;
    co_return base::Status{};
}

Task<void> Twins::read(ports::Mailbox& mailbox, Folders folders, bool may_come_yet) {
    TwinPlace place{.folder = folders.with_role(ports::FolderRole::drafts), .may_come_yet = may_come_yet};
    if (place.folder.empty()) co_return base::Status{};
    auto state = co_await mailbox.open(place.folder);
    if (!state && state.error().fault == base::Fault::answer_is_no) co_return base::Status{};
    if (!state) co_return tl::unexpected(state.error());
    place.uid_validity = state->uid_validity;
    for (std::uint64_t from = 1; from < state->uid_next; from += chunk) {
        const auto last = static_cast<Uid>(std::min<std::uint64_t>(from + chunk, state->uid_next) - 1);
        auto heads = co_await mailbox.heads(static_cast<Uid>(from), last);
        if (!heads) co_return tl::unexpected(heads.error());
        for (const ports::MessageHead& head : *heads) {
            if (!may_name_a_step(head.header)) continue;
            const auto facts = message::read_head(head.header);
            if (!facts) continue;
            place.uid = head.uid;
            auto seen = engine_.twin_seen(account_, *facts, place);
            if (!seen) co_return tl::unexpected(seen.error());
        }
    }
    co_return base::Status{};
}

}  // namespace amends::app
