// How a folder stands, by ImapMailbox: opening it, UIDVALIDITY and UIDNEXT of the open one and of all others. Nothing
// here may pass for "nothing new" that is not known to be so.
#include <algorithm>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "mail/imap_mailbox.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;

constexpr int most_probes = 5;               // for the highest UID, while messages keep coming
constexpr std::size_t pipeline_length = 50;  // STATUS commands at once: both directions fit into the sockets' buffers

bool is_inbox(std::string_view name) { return base::equals_ignoring_case(name, "INBOX"); }

bool same_folder(std::string_view a, std::string_view b) { return a == b || (is_inbox(a) && is_inbox(b)); }

std::string quoted(const std::string& folder) { return "\"" + folder + "\""; }

// 0 for what the server does not say, or not as a number.
std::uint64_t status_item(const ImapResponse& response, std::string_view key) {
    if (response.values.size() < 2) {
        return 0;
    }
    const auto& items = response.values[1].items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (upper_ascii(items[i].text) == key) {
            return number_of(items[i + 1]).value_or(0);
        }
    }
    return 0;
}

base::Result<ports::FolderState> read_status(const ImapResponse& response) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    const auto validity = status_item(response, "UIDVALIDITY");
    const auto next = status_item(response, "UIDNEXT");
    if (validity > most) {
        return tl::unexpected<base::Error>(imap_unbelievable("UIDVALIDITY", validity));
    }
    if (next > highest_uid_next) {
        return tl::unexpected<base::Error>(imap_unbelievable("UIDNEXT", next));
    }
    return ports::FolderState{.uid_validity = static_cast<std::uint32_t>(validity),
                              .uid_next = static_cast<ports::Uid>(next),
                              .highest_modseq = status_item(response, "HIGHESTMODSEQ"),
                              .exists = static_cast<std::uint32_t>(std::min(status_item(response, "MESSAGES"), most))};
}

}  // namespace

// An answer may only count as "there is no such folder" when it says so, or when LIST does: a folder that cannot be
// read for another reason must not be taken for an empty one.
ports::Task<bool> ImapMailbox::is_missing(ImapReply reply, std::string wire) {
    if (says_missing(reply)) {
        co_return true;
    }
    if (reply.name != "NO" || !reply.code.empty()) {
        co_return false;
    }
    bool seen = false;
    auto listed =
        co_await session_.run(ImapWriter("LIST").string("").string(wire).finish(), [&](ImapResponse& response) {
            if (response.name == "LIST" && response.values.size() >= 3 && same_folder(response.values[2].text, wire)) {
                const auto& marks = response.values[0].items;
                seen = std::none_of(marks.begin(), marks.end(), [](const ImapValue& mark) {
                    return base::equals_ignoring_case(mark.text, "\\Noselect") ||
                           base::equals_ignoring_case(mark.text, "\\NonExistent");
                });
            }
        });
    if (!listed) {
        co_return tl::unexpected<base::Error>(std::move(listed.error()));
    }
    co_return listed->ok() && !seen;
}

ports::Task<ports::FolderState> ImapMailbox::open(std::string folder) {
    auto wire = wire_name(folder);
    if (!wire) {
        co_return tl::unexpected<base::Error>(std::move(wire.error()));
    }
    ImapWriter writer("SELECT");
    writer.string(*wire);
    if (session_.has("CONDSTORE")) {
        writer.raw("(CONDSTORE)");
    }
    open_folder_.clear();
    session_.forget_folder();
    auto reply = co_await session_.run(writer.finish());
    if (!reply) {
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (!reply->ok()) {
        session_.forget_folder();
        const auto missing = co_await is_missing(*reply, *wire);
        if (!missing) {
            co_return tl::unexpected<base::Error>(missing.error());
        }
        if (*missing) {
            co_return base::failure(Fault::answer_is_no, Retry::after_change,
                                    "The folder " + quoted(folder) + " does not exist on the mail server.");
        }
        co_return refused(*reply, "open the folder " + quoted(folder));
    }
    if (session_.folder().uid_validity == 0) {
        co_return session_.end({Fault::mail_server, Retry::later,
                                "The mail server does not say the UIDVALIDITY of " + quoted(folder) +
                                    ", without which new messages cannot be told from old ones."});
    }
    open_folder_ = folder;
    if (auto sure = co_await make_sure_of_uid_next(); !sure) {
        co_return tl::unexpected<base::Error>(std::move(sure.error()));
    }
    co_return session_.folder();
}

// EXISTS does not say the new messages' UIDs, and STATUS on the open folder is not to be trusted (RFC 3501 6.3.10). An
// EXISTS within the answer may be of a message that the answer does not show: then the question is asked again, so that
// a look never ends without what the server has announced in it. What comes after that is news for the next wait.
ports::Task<void> ImapMailbox::make_sure_of_uid_next() {
    session_.take_news();
    bool sure = session_.folder().uid_next != 0 && !session_.uid_next_stale();
    for (int probes = 0; !sure; ++probes) {
        if (probes == most_probes) {
            co_return session_.end({Fault::mail_server, Retry::later,
                                    "The mail server announces new messages faster than they can be read."});
        }
        const auto known = session_.folder().uid_next;
        const auto recounts = session_.recounts();
        ports::Uid highest = 0;
        session_.ask_for_uid_next();
        session_.take_news();
        if (session_.folder().exists > 0) {
            const std::string set = known == 0 ? "*" : std::to_string(known) + ":*";
            auto last = co_await fetch(set, "(UID)", 1, 0);
            if (!last) {
                co_return tl::unexpected<base::Error>(std::move(last.error()));
            }
            highest = last->empty() ? 0 : last->back().uid;
        }
        if (highest >= highest_uid_next) {
            co_return session_.end(imap_unbelievable("UID", highest));
        }
        session_.raise_uid_next(std::max(known, highest + 1));
        sure = session_.recounts() == recounts;
    }
    co_return base::Status{};
}

ports::Task<ports::FolderState> ImapMailbox::refresh() {
    auto reply = co_await session_.run(ImapWriter("NOOP").finish());
    if (!reply) {
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (!reply->ok()) {
        co_return refused(*reply, "look for new messages");
    }
    if (auto sure = co_await make_sure_of_uid_next(); !sure) {
        co_return tl::unexpected<base::Error>(std::move(sure.error()));
    }
    co_return session_.folder();
}

ports::Task<std::map<std::string, ports::FolderState>> ImapMailbox::status(std::vector<std::string> folders) {
    std::map<std::string, ports::FolderState> states;
    if (!open_folder_.empty() && std::find(folders.begin(), folders.end(), open_folder_) != folders.end()) {
        auto state = co_await refresh();
        if (!state) {
            co_return tl::unexpected<base::Error>(std::move(state.error()));
        }
        states[open_folder_] = *state;
        std::erase(folders, open_folder_);
    }
    std::vector<std::string> half_said;
    for (std::size_t begin = 0; begin < folders.size(); begin += pipeline_length) {
        const auto first = folders.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto length = static_cast<std::ptrdiff_t>(std::min(pipeline_length, folders.size() - begin));
        auto some = co_await status_of(std::vector<std::string>(first, first + length));
        if (!some) {
            co_return tl::unexpected<base::Error>(std::move(some.error()));
        }
        for (auto& [folder, state] : *some) {
            if (state.uid_validity == 0 || state.uid_next == 0) {
                half_said.push_back(folder);
            }
            states[folder] = state;
        }
    }
    // A folder of which it is not known what is new in it must not pass for one in which nothing is.
    for (const auto& folder : half_said) {
        auto state = co_await open(folder);
        if (!state) {
            co_return tl::unexpected<base::Error>(std::move(state.error()));
        }
        states[folder] = *state;
    }
    co_return states;
}

ports::Task<std::map<std::string, ports::FolderState>> ImapMailbox::status_of(std::vector<std::string> folders) {
    const std::string items =
        session_.has("CONDSTORE") ? "(MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)" : "(MESSAGES UIDNEXT UIDVALIDITY)";
    std::vector<std::string> wires;
    std::vector<ImapCommand> commands;
    for (const auto& folder : folders) {
        auto wire = wire_name(folder);
        auto command = ImapWriter("STATUS").string(wire.value_or("")).raw(items).finish();
        if (!wire || !command) {
            co_return tl::unexpected<base::Error>(wire ? command.error() : wire.error());
        }
        wires.push_back(std::move(*wire));
        commands.push_back(std::move(*command));
    }
    std::map<std::string, ports::FolderState> states;
    std::optional<base::Error> unbelievable;
    auto replies = co_await session_.run_all(std::move(commands), [&](ImapResponse& response) {
        for (std::size_t i = 0; response.name == "STATUS" && !response.values.empty() && i < wires.size(); ++i) {
            if (!same_folder(response.values[0].text, wires[i])) {
                continue;
            }
            if (auto state = read_status(response)) {
                states[folders[i]] = *state;
            } else {
                unbelievable = std::move(state.error());
            }
        }
    });
    if (!replies) {
        co_return tl::unexpected<base::Error>(std::move(replies.error()));
    }
    if (unbelievable) {
        co_return session_.end(std::move(*unbelievable));
    }
    for (std::size_t i = 0; i < replies->size(); ++i) {
        const auto& reply = (*replies)[i];
        if (reply.ok() && states.contains(folders[i])) {
            continue;
        }
        states.erase(folders[i]);
        bool missing = false;
        if (!reply.ok()) {
            auto asked = co_await is_missing(reply, wires[i]);
            if (!asked) {
                co_return tl::unexpected<base::Error>(std::move(asked.error()));
            }
            missing = *asked;
        }
        if (!missing) {
            co_return refused(reply, "say how the folder " + quoted(folders[i]) + " stands");
        }
    }
    co_return states;
}

}  // namespace amends::mail
