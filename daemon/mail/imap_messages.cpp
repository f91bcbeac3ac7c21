// ImapMailbox's work on messages.
#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include "mail/imap_mailbox.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;

constexpr std::size_t most_header = 256 * 1024;
constexpr std::size_t most_message = 48u << 20;
constexpr std::size_t most_fetched = 128u << 20;  // by one call; a server that sends on for ever is stopped here
constexpr std::size_t most_found = 1'000'000;     // by one search
constexpr std::size_t longest_set = 4000;         // bytes of one UID set: many servers cut lines at 8 kB
constexpr ports::Uid searched_by_hand = 500;      // so few Message-IDs are read rather than searched for

std::string set_from(ports::Uid first, ports::Uid last) {
    return std::to_string(std::max<ports::Uid>(first, 1)) + ":" + (last == 0 ? "*" : std::to_string(last));
}

// The value of the one field that BODY[HEADER.FIELDS (MESSAGE-ID)] gives.
std::optional<base::MessageId> message_id_in(const std::string& header) {
    const auto colon = header.find(':');
    return colon == std::string::npos ? std::nullopt
                                      : base::parse_message_id(std::string_view(header).substr(colon + 1));
}

}  // namespace

// "n:*" always means the last message as well (RFC 3501 6.4.8), and no server is trusted to keep to the set.
ports::Task<std::vector<FetchedMessage>> ImapMailbox::fetch(std::string set, std::string items, ports::Uid first,
                                                            ports::Uid last) {
    std::map<ports::Uid, FetchedMessage> found;
    std::size_t bytes = 0;
    const auto sink = [&](ImapResponse& response) {
        auto message = read_fetch(response);
        if (!message || message->uid < first || message->uid == 0 || (last != 0 && message->uid > last)) {
            return;
        }
        bytes += sizeof(FetchedMessage) + (message->section ? message->section->size() : 0);
        if (bytes <= most_fetched) {
            auto& kept = found[message->uid];
            if (message->section || !kept.section) {
                kept = std::move(*message);
            }
        }
    };
    auto reply = co_await session_.run(ImapWriter("UID FETCH").raw(set).raw(items).finish(), sink);
    if (!reply) {
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (!reply->ok() && reply->code != "EXPUNGEISSUED") {
        co_return refused(*reply, "read messages");
    }
    if (bytes > most_fetched) {
        co_return sent_too_much();
    }
    std::vector<FetchedMessage> messages;
    messages.reserve(found.size());
    for (auto& [uid, message] : found) {
        messages.push_back(std::move(message));
    }
    co_return messages;
}

ports::Task<std::vector<ports::MessageHead>> ImapMailbox::heads(ports::Uid first, ports::Uid last) {
    const char* const thread = session_.has("X-GM-EXT-1") ? " X-GM-THRID" : session_.has("OBJECTID") ? " THREADID" : "";
    std::string items = std::string("(UID FLAGS INTERNALDATE RFC822.SIZE") + thread + " BODY.PEEK[HEADER]<0." +
                        std::to_string(most_header) + ">)";
    auto messages = co_await fetch(set_from(first, last), std::move(items), first, last);
    if (!messages) {
        co_return tl::unexpected<base::Error>(std::move(messages.error()));
    }
    std::vector<ports::MessageHead> heads;
    for (auto& message : *messages) {
        if (!message.section) {
            continue;  // only its flags were announced
        }
        message.section->resize(std::min(message.section->size(), most_header));
        heads.push_back({.uid = message.uid,
                         .flags = std::move(message.flags).value_or(std::vector<std::string>{}),
                         .internal_date = message.internal_date,
                         .size = message.size,
                         .thread = std::move(message.thread),
                         .header = std::move(*message.section)});
    }
    co_return heads;
}

ports::Task<std::string> ImapMailbox::message(ports::Uid uid, std::size_t most) {
    most = std::min(most, most_message);
    auto messages = co_await fetch(std::to_string(uid), "(UID BODY.PEEK[]<0." + std::to_string(most) + ">)", uid, uid);
    if (!messages) {
        co_return tl::unexpected<base::Error>(std::move(messages.error()));
    }
    if (messages->empty() || !messages->front().section) {
        co_return base::failure(Fault::answer_is_no, Retry::never, "The message is not in the folder any more.");
    }
    auto& bytes = *messages->front().section;
    bytes.resize(std::min(bytes.size(), most));
    co_return std::move(bytes);
}

ports::Task<std::vector<ports::Uid>> ImapMailbox::search(base::Result<ImapCommand> command) {
    std::vector<ports::Uid> uids;
    bool too_many = false;
    auto reply = co_await session_.run(std::move(command), [&](ImapResponse& response) {
        too_many = too_many || uids.size() + response.numbers.size() > most_found;
        if (!too_many) {
            uids.insert(uids.end(), response.numbers.begin(), response.numbers.end());
        }
    });
    if (!reply) {
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (too_many) {
        co_return sent_too_much();
    }
    if (!reply->ok()) {
        co_return refused(*reply, "search the folder");
    }
    std::sort(uids.begin(), uids.end());
    uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
    co_return uids;
}

ports::Task<std::vector<ports::Uid>> ImapMailbox::since(base::CivilDate date) {
    co_return co_await search(ImapWriter("UID SEARCH").raw("SINCE").raw(imap_date(date)).finish());
}

ports::Task<std::vector<ports::Uid>> ImapMailbox::with_flag(std::string flag, std::uint64_t modseq) {
    ImapWriter writer("UID SEARCH");
    if (flag.starts_with("\\")) {
        writer.raw(std::string_view(flag).substr(1));  // \\Draft is searched for as DRAFT
    } else {
        writer.raw("KEYWORD").raw(flag);
    }
    if (modseq != 0 && session_.folder().highest_modseq != 0) {
        writer.raw("MODSEQ").raw(std::to_string(modseq + 1));
    }
    if (!is_flag(flag)) {
        co_return base::failure(Fault::wrong_use, Retry::never, "This cannot be the name of a flag.");
    }
    co_return co_await search(writer.finish());
}

// Servers whose search runs on an index may not have indexed what came a moment ago; so the newest are read instead.
ports::Task<std::vector<ports::Uid>> ImapMailbox::find(base::MessageId id, ports::Uid first) {
    first = std::max<ports::Uid>(first, 1);
    const auto next = session_.folder().uid_next;
    std::vector<std::string> sets{set_from(first, 0)};
    if (next > first && next - first > searched_by_hand) {
        auto hits = co_await search(ImapWriter("UID SEARCH")
                                        .raw("UID")
                                        .raw(sets.front())
                                        .raw("HEADER Message-ID")
                                        .string(id.bracketed())
                                        .finish());
        if (!hits) {
            co_return tl::unexpected<base::Error>(std::move(hits.error()));
        }
        sets = uid_sets(std::move(*hits), longest_set);
        const auto newest = next - searched_by_hand;
        sets.push_back(set_from(newest, 0));
    }
    std::set<ports::Uid> found;
    for (const auto& set : sets) {
        auto messages = co_await fetch(set, "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])", first, 0);
        if (!messages) {
            co_return tl::unexpected<base::Error>(std::move(messages.error()));
        }
        for (const auto& message : *messages) {
            if (message.section && message_id_in(*message.section) == id) {
                found.insert(message.uid);
            }
        }
    }
    co_return std::vector<ports::Uid>(found.begin(), found.end());
}

ports::Task<std::vector<ports::Uid>> ImapMailbox::existing(std::vector<ports::Uid> uids) {
    std::sort(uids.begin(), uids.end());
    std::vector<ports::Uid> there;
    for (const auto& set : uid_sets(uids, longest_set)) {
        auto hits = co_await search(ImapWriter("UID SEARCH").raw("UID").raw(set).finish());
        if (!hits) {
            co_return tl::unexpected<base::Error>(std::move(hits.error()));
        }
        std::set_intersection(hits->begin(), hits->end(), uids.begin(), uids.end(), std::back_inserter(there));
    }
    co_return there;
}

ports::Task<ports::Appended> ImapMailbox::append(std::string folder, std::vector<std::string> flags,
                                                 std::string bytes) {
    auto wire = wire_name(folder);
    if (!wire) {
        co_return tl::unexpected<base::Error>(std::move(wire.error()));
    }
    ImapWriter writer("APPEND");
    writer.string(*wire).flags(flags).literal(std::move(bytes));
    auto reply = co_await session_.run(writer.finish());
    if (!reply) {
        if (session_.sent_whole()) {
            reply.error().retry = Retry::unknown;
        }
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (!reply->ok()) {
        co_return refused(*reply, "store a message in \"" + folder + "\"");
    }
    ports::Appended appended;
    if (reply->code == "APPENDUID" && reply->code_values.size() >= 2) {
        const auto validity = number_of(reply->code_values[0]).value_or(0);
        const auto uid = number_of(reply->code_values[1]).value_or(0);
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        if (validity > 0 && validity <= most && uid > 0 && uid <= most) {
            appended = {.uid_validity = static_cast<std::uint32_t>(validity), .uid = static_cast<ports::Uid>(uid)};
        }
    }
    co_return appended;
}

ports::Task<void> ImapMailbox::plain(base::Result<ImapCommand> command, std::string what) {
    auto reply = co_await session_.run(std::move(command));
    if (!reply) {
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (!reply->ok()) {
        co_return refused(*reply, what);
    }
    co_return base::Status{};
}

ports::Task<void> ImapMailbox::add_flags(ports::Uid uid, std::vector<std::string> flags) {
    co_return co_await plain(
        ImapWriter("UID STORE").raw(std::to_string(uid)).raw("+FLAGS.SILENT").flags(flags).finish(), "mark a message");
}

ports::Task<void> ImapMailbox::remove(ports::Uid uid, std::optional<std::string> trash) {
    const std::string set = std::to_string(uid);
    if (trash) {
        auto wire = wire_name(*trash);
        if (!wire) {
            co_return tl::unexpected<base::Error>(std::move(wire.error()));
        }
        const bool move = session_.has("MOVE");
        auto moved = co_await plain(ImapWriter(move ? "UID MOVE" : "UID COPY").raw(set).string(*wire).finish(),
                                    "move a message to \"" + *trash + "\"");
        if (!moved || move) {
            co_return moved;
        }
    }
    std::vector<std::string> deleted(1, "\\Deleted");
    auto marked = co_await add_flags(uid, std::move(deleted));
    if (!marked) {
        co_return marked;
    }
    if (!session_.has("UIDPLUS")) {
        session_.alert("The mail server cannot remove a single message. It is marked as deleted in \"" + open_folder_ +
                       "\" and goes when your mail program clears that folder.");
        co_return base::Status{};
    }
    co_return co_await plain(ImapWriter("UID EXPUNGE").raw(set).finish(), "remove a message");
}

}  // namespace amends::mail
